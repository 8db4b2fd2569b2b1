import * as z from "zod";
import * as mini from "zod/mini";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { auditSearch } from "@/lib/audit/input";
import type { AuditEvent, EventPage } from "@/lib/audit/queries/list-events";
import { closed } from "@/lib/input";

const text = (most: number) => z.string().max(most);

export const auditEventShape = z
  .strictObject({
    id,
    seq: z
      .int()
      .min(1)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({ description: "Its number within the account, without gaps." }),
    at: time,
    actor: z.strictObject({ kind: z.enum(["member", "key", "share_link", "system"]), id, name: text(200) }),
    via: z
      .strictObject({ id, name: text(200) })
      .nullable()
      .meta({ description: "The API key that was used, if one was." }),
    operation: text(60),
    target: z.strictObject({ kind: text(40), id, name: text(400) }),
    before: z.unknown(),
    after: z.unknown(),
    ip: text(60).nullable(),
    user_agent: text(400).nullable(),
    request_id: text(100).nullable(),
    previous_hash: text(64),
    hash: text(64).meta({
      description: "Chains the events of the account: SHA-256 over this one and the hash before.",
    }),
  })
  .meta({ id: "AuditEvent" });

export const auditEventsShape = pageOf(auditEventShape);

export const toAuditEvent = (event: AuditEvent): z.infer<typeof auditEventShape> => ({
  id: event.id,
  seq: event.seq,
  at: at(event.at),
  actor: event.actor,
  via: event.via,
  operation: event.operation,
  target: event.target,
  before: event.before,
  after: event.after,
  ip: event.ip,
  user_agent: event.userAgent,
  request_id: event.requestId,
  previous_hash: event.previousHash,
  hash: event.hash,
});

export const toAuditEvents = ({ rows, nextCursor }: EventPage): z.infer<typeof auditEventsShape> => ({
  data: rows.map(toAuditEvent),
  next_cursor: nextCursor,
});

export const EXPORT_TYPES = { ndjson: "application/x-ndjson", csv: "text/csv; charset=utf-8" } as const;

export const auditEventsQuery = mini.extend(auditSearch, {
  format: z
    .enum(["json", "ndjson", "csv"], "One of these is expected: json, ndjson, csv.")
    .default("json")
    .meta({ description: "ndjson and csv give everything that is found, in one file." }),
});

export const auditEventPath = closed({
  id: z.string("The id of an event is expected.").regex(/^evt_[0-9a-z]{1,40}$/, "This is not the id of an event."),
});
