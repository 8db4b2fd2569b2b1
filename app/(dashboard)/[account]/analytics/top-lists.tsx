import { Card } from "@/components/ui/card";
import { ShareList, type ShareRow } from "@/components/ui/share-list";
import type { SourceSums } from "@/lib/analytics/queries/find-traffic";
import type { TopLists as Found, TopRow } from "@/lib/analytics/queries/list-top";
import { TALLY_LABELS, type TallyKind } from "@/lib/analytics/rules/kinds";
import { cn } from "@/lib/cn";
import { formatBytes, formatNumber, type Place } from "@/lib/format";
import { daysName, tallyName } from "./words";

/** In the order of the page; images and missing paths take half of its width. */
export const LISTED = ["path", "missing", "format", "country", "device", "referrer", "status"] as const;

const EMPTY: Partial<Record<TallyKind, string>> = {
  path: "No image was delivered.",
  missing: "Every image was found.",
};

interface TopListsProps {
  found: Found<(typeof LISTED)[number]>;
  sources: readonly SourceSums[];
  /** Narrows the page to a source. */
  hrefOf: (sourceId: string) => string;
  /** Whether only one source is shown, which then goes without saying. */
  one: boolean;
  place: Place;
}

/** What the requests of the span were for, and where they came from. */
export function TopLists({ found: { days, lists }, sources, hrefOf, one, place }: TopListsProps) {
  return (
    <section aria-labelledby="lists" className="mt-8">
      <h2 id="lists" className="text-16">
        What was requested
      </h2>
      <p className="mt-0.5 mb-3 text-13 text-ink-2">
        These lists cover whole days of UTC, {daysName(days, place)}, and are a minute old at most.
      </p>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2 lg:grid-cols-6">
        {LISTED.map((kind) => (
          <Card
            key={kind}
            title={TALLY_LABELS[kind]}
            className={cn("break-inside-avoid", isWide(kind) ? "lg:col-span-3" : "lg:col-span-2")}
          >
            <ShareList
              label={TALLY_LABELS[kind]}
              rows={lists[kind].rows.map((row) => toRow(kind, row, lists[kind].total, one, place))}
              empty={EMPTY[kind] ?? "Nothing in these days."}
              locale={place.locale}
            />
          </Card>
        ))}
        {!one && (
          <Card title="Sources" className="break-inside-avoid lg:col-span-2">
            <ShareList
              label="Sources"
              rows={sourceRows(sources, hrefOf, place)}
              empty="Nothing in this span."
              locale={place.locale}
            />
          </Card>
        )}
      </div>
    </section>
  );
}

const isWide = (kind: TallyKind) => kind === "path" || kind === "missing";

function toRow(kind: TallyKind, row: TopRow, total: number, one: boolean, { locale }: Place): ShareRow {
  const { value, requests, bytes, saved, source } = row;
  const name = tallyName(kind, value);
  const details: Partial<Record<TallyKind, string>> = {
    path: `${one ? "" : `${source?.name ?? "A former source"} · `}${formatBytes(bytes, locale)}`,
    missing: one ? undefined : (source?.name ?? "A former source"),
    format: saved > 0 ? `${formatBytes(saved, locale)} saved` : formatBytes(bytes, locale),
  };
  return {
    id: `${source?.id} ${value}`,
    label: isWide(kind) ? <span className="data-text">{name}</span> : name,
    detail: details[kind],
    value: formatNumber(requests, locale),
    share: total > 0 ? requests / total : 0,
  };
}

function sourceRows(sources: readonly SourceSums[], hrefOf: (id: string) => string, { locale }: Place): ShareRow[] {
  const total = sources.reduce((sum, { requests }) => sum + requests, 0);
  return sources.map(({ id, name, deleted, requests, bytes }) => ({
    id,
    label: deleted ? `${name} (deleted)` : name,
    detail: formatBytes(bytes, locale),
    href: hrefOf(id),
    value: formatNumber(requests, locale),
    share: total > 0 ? requests / total : 0,
  }));
}
