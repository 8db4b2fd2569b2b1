import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { AuditSearch } from "@/lib/audit/input";
import { type AuditEvent, type EventPage, listEvents } from "@/lib/audit/queries/list-events";
import { csvLine } from "@/lib/csv";
import { authorize } from "@/lib/permissions/can";

type ExportFormat = "csv" | "ndjson";

const PAGE = 1000;

/** All that the search finds, a piece of the file at a time. That it was exported is recorded too. */
export async function exportEvents(
  actor: Actor,
  search: Omit<AuditSearch, "cursor" | "limit">,
  format: ExportFormat,
): Promise<AsyncIterable<string>> {
  authorize(actor, "audit.view");
  const first = await listEvents(actor, { ...search, limit: PAGE });
  await withAccount(actor.account.id, (tx) =>
    recordAudit(
      tx,
      actor,
      "audit.view",
      { kind: "audit_log", id: actor.account.id, name: actor.account.name },
      { after: { format, ...search } },
    ),
  );
  return piecesOf(actor, search, format, first);
}

async function* piecesOf(
  actor: Actor,
  search: AuditSearch,
  format: ExportFormat,
  first: EventPage,
): AsyncIterable<string> {
  if (format === "csv") yield csvLine(Object.keys(COLUMNS));
  for (let page = first; ; page = await listEvents(actor, { ...search, limit: PAGE, cursor: page.nextCursor ?? "" })) {
    if (page.rows.length > 0) yield page.rows.map(LINES[format]).join("");
    if (page.nextCursor === null) return;
  }
}

/** Everything that the hash is made of, under the names of the HTTP API. */
const COLUMNS: Record<string, (event: AuditEvent) => unknown> = {
  seq: (event) => event.seq,
  id: (event) => event.id,
  at: (event) => event.at.toISOString(),
  actor_kind: (event) => event.actor.kind,
  actor_id: (event) => event.actor.id,
  actor_name: (event) => event.actor.name,
  via: (event) => event.via?.id ?? null,
  operation: (event) => event.operation,
  target_kind: (event) => event.target.kind,
  target_id: (event) => event.target.id,
  target_name: (event) => event.target.name,
  before: (event) => event.before,
  after: (event) => event.after,
  ip: (event) => event.ip,
  user_agent: (event) => event.userAgent,
  request_id: (event) => event.requestId,
  previous_hash: (event) => event.previousHash,
  hash: (event) => event.hash,
};

const cellOf = (value: unknown): string | number | null =>
  value === null || typeof value === "string" || typeof value === "number" ? value : JSON.stringify(value);

const LINES: Record<ExportFormat, (event: AuditEvent) => string> = {
  csv: (event) => csvLine(Object.values(COLUMNS).map((read) => cellOf(read(event)))),
  ndjson: (event) =>
    `${JSON.stringify(Object.fromEntries(Object.entries(COLUMNS).map(([name, read]) => [name, read(event)])))}\n`,
};
