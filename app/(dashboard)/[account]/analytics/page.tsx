import type { Metadata } from "next";
import { headers } from "next/headers";
import { PageHeader } from "@/components/ui/page-header";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { EXPORT_LABELS, type Exported, isList, MOST_LISTED } from "@/lib/analytics/queries/export-analytics";
import { findTraffic, findTrafficOf } from "@/lib/analytics/queries/find-traffic";
import { listTop } from "@/lib/analytics/queries/list-top";
import { addUp } from "@/lib/analytics/rules/sums";
import { findSignedIn } from "@/lib/auth/member-actor";
import { env } from "@/lib/env";
import { formatNumber, type Place } from "@/lib/format";
import { preferredLocale } from "@/lib/http/locale";
import { orNull } from "@/lib/http/or-null";
import { toQuery } from "@/lib/http/read-search";
import { requirePage } from "@/lib/http/require-page";
import { ExportMenu } from "./export-menu";
import { Figures } from "./figures";
import { NothingYet } from "./nothing-yet";
import { readAnalytics } from "./search";
import { seriesOf } from "./series-of";
import { Toolbar } from "./toolbar";
import { LISTED, TopLists } from "./top-lists";
import { TrafficChart } from "./traffic-chart";
import { MEASURE_LABELS, MEASURE_UNITS, stretchName } from "./words";

export const metadata: Metadata = { title: "Analytics" };

const FILES = (Object.keys(EXPORT_LABELS) as Exported[]).map((of) => ({
  of,
  label: EXPORT_LABELS[of],
  note: isList(of) ? `CSV, the first ${formatNumber(MOST_LISTED, "en")}` : "CSV",
}));

const LIST_LENGTH = 10;
/** More lines than these cannot be told apart. */
const MOST_LINES = 5;

export default async function AnalyticsPage(props: PageProps<"/[account]/analytics">) {
  const actor = await requirePage(props, "analytics.view");
  const params = await props.searchParams;
  const { signedIn } = await findSignedIn(actor.account.slug);
  const place: Place = {
    locale: preferredLocale((await headers()).get("accept-language")),
    zone: signedIn?.user.timeZone ?? "UTC",
  };
  const { search: asked, view } = readAnalytics(params, place.zone);
  // An address may name a source that is gone or was never there: then all of them are shown.
  const found = await orNull(findTraffic(actor, asked));
  const search = found ? asked : { ...asked, source: undefined };
  const traffic = found ?? (await findTraffic(actor, search));
  if (!traffic.any)
    return (
      <div className="page page-chart">
        <PageHeader title="Analytics" note="Requests for images, of all sources" />
        <NothingYet address={`${env().APERTURE_URL}/i/${traffic.choices[0]?.slug ?? actor.account.slug}/hero.jpg`} />
      </div>
    );
  const split = view.split === "source" && !search.source;
  const [top, bySource] = await Promise.all([
    listTop(actor, search, LISTED, LIST_LENGTH),
    split
      ? findTrafficOf(
          actor,
          search,
          traffic.sources.slice(0, MOST_LINES).map(({ id }) => id),
        )
      : null,
  ]);
  const { span, points, sources, choices } = traffic;
  const { uncounted } = addUp(points);
  const hrefWith = (name: string, value: string) => {
    const query = toQuery(params);
    query.set(name, value);
    return `/${actor.account.slug}/analytics?${query}`;
  };
  const only = search.source ? [...sources, ...choices].find(({ id }) => id === search.source) : undefined;
  return (
    <div className="page page-chart">
      <PageHeader
        title="Analytics"
        note={`${only ? only.name : "All sources, also deleted ones"} · ${stretchName(span, place)}, ${place.zone.replaceAll("_", " ")} time`}
      >
        <ExportMenu account={actor.account.slug} files={FILES} />
      </PageHeader>
      <Toolbar sources={only?.deleted ? [...choices, only] : choices} />
      {uncounted > 0 && (
        <Callout
          tone="amber"
          className="mb-4"
          title={`${formatNumber(uncounted, place.locale)} requests are missing here.`}
        >
          They were answered while the database was away for longer than they could be remembered.
        </Callout>
      )}
      <Figures
        traffic={traffic}
        measure={view.measure}
        compared={view.compare !== "off"}
        hrefOf={(measure) => hrefWith("measure", measure)}
        locale={place.locale}
      />
      <Card title={`${MEASURE_LABELS[view.measure]} by ${span.interval}`} className="mt-3">
        <TrafficChart
          key={`${span.starts[0]?.getTime()} ${span.to.getTime()}`}
          label={MEASURE_LABELS[view.measure]}
          starts={span.starts.map(Number)}
          end={Number(span.to)}
          step={span.interval}
          open={span.open}
          unit={MEASURE_UNITS[view.measure]}
          series={seriesOf(traffic, bySource, view, place)}
        />
      </Card>
      <TopLists
        found={top}
        sources={sources}
        hrefOf={(id) => hrefWith("source", id)}
        one={only !== undefined}
        place={place}
      />
    </div>
  );
}
