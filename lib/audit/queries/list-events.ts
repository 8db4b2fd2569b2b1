import "server-only";
import { and, asc, desc, eq, gt, gte, ilike, like, lt, or, type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { apiKeys } from "@/db/schema/api-keys";
import { auditEvents } from "@/db/schema/audit";
import type { Actor } from "@/lib/actor";
import { type AuditSearch, EVENT_PAGE } from "@/lib/audit/input";
import { changesOf, eventLabel, type FieldChange } from "@/lib/audit/rules";
import { notFound } from "@/lib/errors";
import { literal } from "@/lib/like";
import { authorize } from "@/lib/permissions/can";

export type AuditEvent = {
  id: string;
  /** Its number within the account, without gaps. */
  seq: number;
  at: Date;
  actor: { kind: "member" | "key" | "share_link" | "system"; id: string; name: string };
  /** The API key that was used, if one was. */
  via: { id: string; name: string } | null;
  operation: string;
  label: string;
  target: { kind: string; id: string; name: string };
  before: unknown;
  after: unknown;
  changes: FieldChange[];
  ip: string | null;
  userAgent: string | null;
  requestId: string | null;
  previousHash: string;
  hash: string;
};

export type EventPage = { rows: AuditEvent[]; nextCursor: string | null; previousCursor: string | null };

/** Newest first. A cursor is the number of the event at that end of the page: older ones follow, newer ones stand before. */
export async function listEvents(
  actor: Actor,
  { limit = EVENT_PAGE, ...wanted }: AuditSearch = {},
): Promise<EventPage> {
  authorize(actor, "audit.view");
  const upwards = wanted.before !== undefined;
  const found = await withAccount(actor.account.id, (tx) =>
    selectEvents(tx, actor, and(...conditionsOf(wanted)), limit + 1, upwards ? asc : desc),
  );
  const rows = upwards ? found.slice(0, limit).toReversed() : found.slice(0, limit);
  const isMore = found.length > limit;
  const cursorAt = (row: AuditEvent | undefined, there: boolean) => (there && row ? String(row.seq) : null);
  return {
    rows,
    nextCursor: cursorAt(rows.at(-1), upwards || isMore),
    previousCursor: cursorAt(rows[0], upwards ? isMore : wanted.cursor !== undefined),
  };
}

/** What was done by and to a person, a key, a role, a group: newest first. */
export const historyOf = (actor: Actor, id: string, page: Pick<AuditSearch, "cursor" | "limit"> = {}) =>
  listEvents(actor, { ...page, about: id });

export async function findEvent(actor: Actor, eventId: string): Promise<AuditEvent> {
  authorize(actor, "audit.view");
  const [event] = await withAccount(actor.account.id, (tx) => selectEvents(tx, actor, eq(auditEvents.id, eventId), 1));
  if (!event) throw notFound("event");
  return event;
}

const columns = {
  id: auditEvents.id,
  seq: auditEvents.seq,
  at: auditEvents.at,
  actor: { kind: auditEvents.actorKind, id: auditEvents.actorId, name: auditEvents.actorName },
  via: auditEvents.via,
  keyName: apiKeys.name,
  operation: auditEvents.operation,
  target: { kind: auditEvents.targetKind, id: auditEvents.targetId, name: auditEvents.targetName },
  before: auditEvents.before,
  after: auditEvents.after,
  ip: auditEvents.ip,
  userAgent: auditEvents.userAgent,
  requestId: auditEvents.requestId,
  previousHash: auditEvents.previousHash,
  hash: auditEvents.hash,
};

async function selectEvents(
  tx: Tx,
  actor: Actor,
  where: SQL | undefined,
  limit: number,
  order: typeof asc = desc,
): Promise<AuditEvent[]> {
  const rows = await tx
    .select(columns)
    .from(auditEvents)
    .leftJoin(apiKeys, and(eq(apiKeys.accountId, auditEvents.accountId), eq(apiKeys.id, auditEvents.via)))
    .where(and(eq(auditEvents.accountId, actor.account.id), where))
    .orderBy(order(auditEvents.seq))
    .limit(limit);
  return rows.map(({ via, keyName, ...row }) => ({
    ...row,
    via: via ? { id: via, name: keyName ?? via } : null,
    label: eventLabel(row.operation),
    changes: changesOf(row.before, row.after),
  }));
}

function conditionsOf(wanted: Omit<AuditSearch, "limit">): (SQL | undefined)[] {
  const { q, actor, operation, target, about, key, from, to, zone = "UTC", cursor, before } = wanted;
  const e = auditEvents;
  return [
    q ? or(...[e.actorName, e.targetName, e.operation].map((column) => ilike(column, `%${literal(q)}%`))) : undefined,
    actor ? eq(e.actorId, actor) : undefined,
    operation ? ofOperation(operation) : undefined,
    target ? eq(e.targetId, target) : undefined,
    about ? or(eq(e.actorId, about), eq(e.targetId, about)) : undefined,
    key ? eq(e.via, key) : undefined,
    from ? gte(e.at, instantOf(from, zone, 0)) : undefined,
    to ? lt(e.at, instantOf(to, zone, 1)) : undefined,
    cursor ? lt(e.seq, Number(cursor)) : undefined,
    before ? gt(e.seq, Number(before)) : undefined,
  ];
}

const ofOperation = (operation: string) =>
  operation.includes(".")
    ? eq(auditEvents.operation, operation)
    : like(auditEvents.operation, `${literal(operation)}.%`);

/** A time as it is; a day as the midnight in that zone with which it begins, some days later. */
const instantOf = (moment: string, zone: string, daysLater: number): SQL =>
  moment.includes("T")
    ? sql`${moment}::timestamptz`
    : sql`((${moment}::date + ${daysLater}::int)::timestamp at time zone ${zone})`;
