import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time, within } from "./columns";

const PURGE_STATUSES = ["pending", "completed", "failed", "unproven"] as const;
const HOOK_TEMPLATES = ["cloudflare", "fastly", "custom"] as const;
const HOOK_NAMES = ["keys", "prefixes", "urls"] as const;
const CHANGE_KINDS = ["path", "file", "folder", "source"] as const;

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
    /**
     * `pending` until addresses of it have been read again; `failed` when one still gave what was purged; `unproven` when
     * one could not be read, however often it was tried.
     */
    status: text({ enum: PURGE_STATUSES }).notNull().default("pending"),
    attempts: integer().notNull().default(0),
    /** When it is read again next. */
    dueAt: time().notNull().defaultNow(),
    createdAt: time().notNull().defaultNow(),
    /** A member's or key's id, or `system`. */
    createdBy: text().notNull(),
    /** Whether it only tells the CDN of a change that was made elsewhere. */
    tellsChange: boolean().notNull().default(false),
    /** Images that no call tells the CDN of, because there were too many. */
    untold: integer().notNull().default(0),
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
    /** Null until then. */
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
    /** What its calls name: keys of answers, beginnings of addresses, or whole ones. */
    names: text({ enum: HOOK_NAMES }).notNull().default("prefixes"),
    method: text().notNull(),
    url: text().notNull(),
    /** Names and values, sealed: nobody is told the values again. */
    headers: text().notNull(),
    headerNames: text().array().notNull(),
    body: text().notNull(),
    updatedAt: time().notNull().defaultNow(),
    updatedBy: text().notNull(),
  },
  (t) => [
    oneOf("purge_hooks_template", t.template, HOOK_TEMPLATES),
    oneOf("purge_hooks_names", t.names, HOOK_NAMES),
    ...ofAccount(),
  ],
);

/** A call of the hook that a purge causes, in the transaction of the purge; it is made until it is answered well. */
export const purgeCalls = pgTable(
  "purge_calls",
  {
    accountId: accountId(),
    purgeId: text().notNull(),
    number: integer().notNull(),
    /** As the hook named things when the call was written. */
    names: text({ enum: HOOK_NAMES }).notNull().default("prefixes"),
    /** Keys, or host and path without scheme. */
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
    oneOf("purge_calls_names", t.names, HOOK_NAMES),
    within("purge_calls_purge", t.accountId, t.purgeId, purges),
    index("purge_calls_due")
      .on(t.dueAt)
      .where(sql`${t.sentAt} is null and ${t.droppedAt} is null`),
    ...ofAccount(),
  ],
);

/**
 * What was changed or deleted in the library, shown by a link that was revoked, or is delivered otherwise since. Kept by
 * triggers where a hook is set, until a job has made a purge of it, so that the CDN in front hears of what nobody purges.
 */
export const purgeChanges = pgTable(
  "purge_changes",
  {
    accountId: accountId(),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    /** Of a path or a whole source; else empty. */
    sourceId: text().notNull().default(""),
    /** The path, or the id of the file or folder; empty for a source. */
    target: text().notNull().default(""),
    /** Domains that the source had until then. */
    hosts: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Addresses that it had until then. */
    slugs: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    why: text().notNull(),
    changedBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.sourceId, t.target] }),
    oneOf("purge_changes_kind", t.kind, CHANGE_KINDS),
    ...ofAccount(),
  ],
);
