import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import { findTraffic } from "@/lib/analytics/queries/find-traffic";
import { listTop } from "@/lib/analytics/queries/list-top";
import { TALLIES, TALLY_LABELS, type TallyKind } from "@/lib/analytics/rules/kinds";
import { recordAudit } from "@/lib/audit/commands";
import { csvLine } from "@/lib/csv";
import { authorize } from "@/lib/permissions/can";

/** What can be written into a file: figures over time, by source, or one of the lists. */
export const EXPORT_LABELS = { time: "Figures over time", sources: "Sources", ...TALLY_LABELS } as const;
export type Exported = keyof typeof EXPORT_LABELS;
export const isExported = (name: unknown): name is Exported => typeof name === "string" && name in EXPORT_LABELS;

/** Lines of a list; figures over time and by source are whole. */
export const MOST_LISTED = 1000;

/** What a search finds, as pieces of a CSV file under the names of the HTTP API. That it was exported is recorded too. */
export async function exportAnalytics(
  actor: Actor,
  search: AnalyticsSearch,
  of: Exported,
): Promise<AsyncIterable<string>> {
  authorize(actor, "analytics.export");
  const rows = await rowsOf(actor, search, of);
  const { id, name } = actor.account;
  const after = { figures: EXPORT_LABELS[of], lines: rows.length - 1, search };
  await withAccount(id, (tx) => recordAudit(tx, actor, "analytics.export", { kind: "account", id, name }, { after }));
  return linesOf(rows);
}

type Cells = (string | number | null)[];

async function* linesOf(rows: readonly Cells[]): AsyncIterable<string> {
  for (const row of rows) yield csvLine(row);
}

const SUM_NAMES = ["requests", "bytes", "saved", "hits", "errors", "uncounted"] as const;

async function rowsOf(actor: Actor, search: AnalyticsSearch, of: Exported): Promise<Cells[]> {
  if (isList(of)) return listRows(actor, search, of);
  const { span, points, sources } = await findTraffic(actor, search);
  if (of === "sources")
    return [
      ["source_id", "name", ...SUM_NAMES],
      ...sources.map((source) => [source.id, source.name, ...SUM_NAMES.map((name) => source[name])]),
    ];
  return [
    ["at", ...SUM_NAMES],
    ...points.map((sums, i) => [span.starts[i]?.toISOString() ?? null, ...SUM_NAMES.map((name) => sums[name])]),
  ];
}

export const isList = (of: Exported): of is TallyKind => TALLIES.some((kind) => kind === of);

async function listRows(actor: Actor, search: AnalyticsSearch, kind: TallyKind): Promise<Cells[]> {
  const { lists } = await listTop(actor, search, [kind], MOST_LISTED);
  return [
    ["value", "source_id", "requests", "bytes", "saved"],
    ...lists[kind].rows.map(({ value, source, requests, bytes, saved }) => [
      value,
      source?.id ?? null,
      requests,
      bytes,
      saved,
    ]),
  ];
}
