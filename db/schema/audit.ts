import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { ofAccount, time } from "./columns";

/**
 * Who did what to what. Rows can only be inserted; a trigger numbers them within the account, stamps the time and
 * chains each row's hash to the one before, so that a changed or missing row shows.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    accountId: accountId(),
    id: text().notNull(),
    seq: bigint({ mode: "number" }).notNull().default(0),
    at: time().notNull().defaultNow(),
    actorKind: text({ enum: ["member", "key", "share_link", "system"] }).notNull(),
    actorId: text().notNull(),
    actorName: text().notNull(),
    /** The key or link through which the actor came, if any. */
    via: text(),
    operation: text().notNull(),
    targetKind: text().notNull(),
    targetId: text().notNull(),
    targetName: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    ip: text(),
    userAgent: text(),
    requestId: text(),
    previousHash: text().notNull().default(""),
    hash: text().notNull().default(""),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("audit_events_seq").on(t.accountId, t.seq),
    index("audit_events_target").on(t.accountId, t.targetId, t.seq),
    index("audit_events_actor").on(t.accountId, t.actorId, t.seq),
    index("audit_events_operation").on(t.accountId, t.operation, t.seq),
    ...ofAccount(),
  ],
);

/** The last link of each account's chain; written by the trigger alone. */
export const auditHeads = pgTable("audit_heads", {
  accountId: accountId().primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
});
