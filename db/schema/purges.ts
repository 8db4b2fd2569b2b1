import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time, within } from "./columns";

const PURGE_STATUSES = ["pending", "completed", "failed"] as const;
const HOOK_TEMPLATES = ["cloudflare", "fastly", "custom"] as const;

/** What has been purged from the caches, by whom and why. Its results are gone once the row is there; the rest is proof. */
export const purges = pgTable(
  "purges",
  {
    accountId: accountId(),
    id: text().notNull(),
    reason: text().notNull(),
    /** Cached results that were there when it was asked for. */
    matched: integer().notNull(),
    /** The last of its marks: a server that has applied it gives away nothing older. */
    mark: bigint({ mode: "number" }).notNull(),
    /** `pending` until addresses of it have been read again; `failed` when one still gave what was purged. */
    status: text({ enum: PURGE_STATUSES }).notNull().default("pending"),
    attempts: integer().notNull().default(0),
    /** When it is read again next. */
    dueAt: time().notNull().defaultNow(),
    createdAt: time().notNull().defaultNow(),
    /** A member's or key's id, or `system`. */
    createdBy: text().notNull(),
    settledAt: time(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    index("purges_listed").on(t.accountId, t.createdAt, t.id),
    index("purges_due")
      .on(t.dueAt)
      .where(sql`${t.status} = 'pending'`),
    oneOf("purges_status", t.status, PURGE_STATUSES),
    check("purges_settled", sql`(${t.status} = 'pending') = (${t.settledAt} is null)`),
    ...ofAccount(),
  ],
);

/** One thing that a purge names, and what an address of it answered afterwards. */
export const purgeLines = pgTable(
  "purge_lines",
  {
    accountId: accountId(),
    purgeId: text().notNull(),
    number: integer().notNull(),
    /** A `PurgeScope` of lib/delivery. */
    scope: jsonb().$type<Record<string, string>>().notNull(),
    /** As it was typed, or in words. */
    text: text().notNull(),
    matched: integer().notNull(),
    /** Where a result of it stood: what is read again. Null when nothing was cached. */
    sampleSourceId: text(),
    samplePath: text(),
    /** What the address answered, once it has been read. */
    readAt: time(),
    answer: integer(),
    /** Null when it could not be read at all. */
    fresh: text({ enum: ["fresh", "stale", "unreadable"] }),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.purgeId, t.number] }),
    within("purge_lines_purge", t.accountId, t.purgeId, purges),
    ...ofAccount(),
  ],
);

/** The HTTP call by which the account tells the CDN in front of it. One an account. */
export const purgeHooks = pgTable(
  "purge_hooks",
  {
    accountId: accountId().primaryKey(),
    template: text({ enum: HOOK_TEMPLATES }).notNull(),
    method: text().notNull(),
    url: text().notNull(),
    /** Names and values, sealed: nobody is told the values again. */
    headers: text().notNull(),
    headerNames: text().array().notNull(),
    body: text().notNull(),
    updatedAt: time().notNull().defaultNow(),
    updatedBy: text().notNull(),
  },
  (t) => [oneOf("purge_hooks_template", t.template, HOOK_TEMPLATES), ...ofAccount()],
);

/** A call of the hook that a purge causes, in the transaction of the purge; it is made until it is answered well. */
export const purgeCalls = pgTable(
  "purge_calls",
  {
    accountId: accountId(),
    purgeId: text().notNull(),
    number: integer().notNull(),
    /** Host and path, without scheme. */
    targets: text().array().notNull(),
    attempts: integer().notNull().default(0),
    dueAt: time().notNull().defaultNow(),
    sentAt: time(),
    /** No more tries: too many failed, or the hook was taken away. */
    droppedAt: time(),
    lastError: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.purgeId, t.number] }),
    within("purge_calls_purge", t.accountId, t.purgeId, purges),
    index("purge_calls_due")
      .on(t.dueAt)
      .where(sql`${t.sentAt} is null and ${t.droppedAt} is null`),
    ...ofAccount(),
  ],
);

/**
 * Where something stood that was changed or deleted in the library, or shown by a link that was revoked. Kept by a trigger
 * where a hook is set, until a job has made a purge of it, so that the CDN in front hears of what nobody purges.
 */
export const purgeChanges = pgTable(
  "purge_changes",
  { accountId: accountId(), sourceId: text().notNull(), path: text().notNull() },
  (t) => [primaryKey({ columns: [t.accountId, t.sourceId, t.path] }), ...ofAccount()],
);
