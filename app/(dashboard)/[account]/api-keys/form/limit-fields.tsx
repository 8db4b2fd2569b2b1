import { CheckboxField } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/field";
import { TokenField } from "@/components/ui/token-field";
import { canonicalRange } from "@/lib/networks";
import { formatCount } from "@/lib/format";
import type { FieldErrors, KeyDraft } from "./key-draft";

type Limits = Pick<KeyDraft, "ipRanges" | "sourceIds" | "rateLimit">;

/** A source that a key can be limited to. */
export type SourceChoice = { id: string; name: string };

/** From where, for which sources and how often: most keys need none of it. */
export function LimitFields({
  ipRanges,
  sourceIds,
  rateLimit,
  sources,
  errors,
  onChange,
}: Limits & {
  sources: readonly SourceChoice[];
  errors: FieldErrors;
  onChange: (limits: Partial<Limits>) => void;
}) {
  const choose = (id: string, isChosen: boolean) =>
    onChange({ sourceIds: isChosen ? [...sourceIds, id] : sourceIds.filter((other) => other !== id) });
  return (
    <details className="group text-13" open={Boolean(errors.ipRanges || errors.rateLimit) || undefined}>
      <summary className="w-fit py-1">
        <span className="label-text mr-2 text-ink">Limit by IP address, source and rate</span>
        <span className="text-12 text-ink-3">{inWords({ ipRanges, sourceIds, rateLimit })}</span>
      </summary>
      <div className="mt-3 grid gap-4">
        <TokenField
          label="IP addresses and ranges"
          hint="Such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32. Requests from elsewhere are refused."
          tokens={ipRanges}
          problemOf={(text) => (canonicalRange(text) === null ? `${text} is no IP address or range.` : undefined)}
          error={errors.ipRanges}
          onChange={(ranges) => onChange({ ipRanges: ranges })}
        />
        {sources.length > 0 && (
          <fieldset>
            <legend className="label-text mb-1">Only these sources</legend>
            {sources.map(({ id, name }) => (
              <CheckboxField
                key={id}
                label={name}
                checked={sourceIds.includes(id)}
                onChange={(event) => choose(id, event.target.checked)}
              />
            ))}
            <p className="mt-1 text-12 text-ink-3">None chosen: all of them, also those to come.</p>
          </fieldset>
        )}
        <TextField
          label="Requests a minute"
          hint="Leave it empty for the server's own limit."
          type="number"
          inputMode="numeric"
          min={1}
          className="max-w-52"
          value={rateLimit}
          error={errors.rateLimit}
          onChange={(event) => onChange({ rateLimit: event.target.value })}
        />
      </div>
    </details>
  );
}

function inWords({ ipRanges, sourceIds, rateLimit }: Limits): string {
  const from =
    ipRanges.length > 0
      ? `Only from ${formatCount(ipRanges.length, { one: "range", other: "ranges" })}`
      : "Any address can use this key";
  const to = sourceIds.length > 0 ? `, ${formatCount(sourceIds.length, { one: "source", other: "sources" })}` : "";
  return from + to + (rateLimit === "" ? "" : `, at most ${rateLimit} times a minute`);
}
