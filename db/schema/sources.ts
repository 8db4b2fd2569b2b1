import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time, within } from "./columns";

const SOURCE_STATUSES = ["deploying", "deployed", "disabled", "deleted", "failed"] as const;
const DEPLOYMENT_STATUSES = ["deploying", "deployed", "failed"] as const;

/** Settings as they were saved; `sourceConfig` of lib/sources fills in what is left out. */
const config = () => jsonb().$type<Record<string, unknown>>();

/** Where delivered images come from. A trigger makes the first one, of the library, together with the account. */
export const sources = pgTable(
  "sources",
  {
    accountId: accountId(),
    id: text().notNull(),
    /** Stands in the address of every image, /i/{slug}/…, so that no two accounts have the same. */
    slug: text().notNull().unique(),
    name: text().notNull(),
    /** Each type is a file of lib/sources/origins, which may come and go. */
    type: text().notNull(),
    status: text({ enum: SOURCE_STATUSES }).notNull(),
    /** The number of the deployment that is delivered; null before the first. */
    deployment: integer(),
    /** What the next deployment will be, where it differs from the last. */
    draft: config(),
    /** Sealed credentials that go with the draft; null where they stay as they are. */
    draftSecrets: text(),
    /** Tokens for signed addresses are made from this number: another number, another token. */
    tokenNumber: integer().notNull().default(1),
    createdAt: time().notNull().defaultNow(),
    createdBy: text().notNull(),
    /** When it got the address that it has; null while it has its first. */
    movedAt: time(),
    movedBy: text(),
    disabledAt: time(),
    disabledBy: text(),
    deletedAt: time(),
    deletedBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    oneOf("sources_status", t.status, SOURCE_STATUSES),
    check("sources_slug", sql`${t.slug} ~ '^[a-z0-9](-?[a-z0-9])*$' and length(${t.slug}) <= 63`),
    check("sources_deleted", sql`(${t.status} = 'deleted') = (${t.deletedAt} is not null)`),
    check("sources_disabled", sql`(${t.status} = 'disabled') <= (${t.disabledAt} is not null)`),
    index("sources_listed")
      .on(t.accountId, sql`lower(${t.name})`, t.id)
      .where(sql`${t.deletedAt} is null`),
    ...ofAccount(),
  ],
);

/** One configuration of a source made live, or the attempt. Rolling back deploys an earlier one anew. */
export const deployments = pgTable(
  "deployments",
  {
    accountId: accountId(),
    id: text().notNull(),
    sourceId: text().notNull(),
    number: integer().notNull(),
    status: text({ enum: DEPLOYMENT_STATUSES }).notNull(),
    config: config().notNull(),
    /** Sealed credentials; kept of the deployment that is delivered and of one under way. */
    secrets: text(),
    /** The number whose configuration this one brought back. */
    restored: integer(),
    log: jsonb().$type<LogLine[]>().notNull().default([]),
    startedAt: time().notNull().defaultNow(),
    startedBy: text().notNull(),
    startedByName: text().notNull(),
    finishedAt: time(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("deployments_source", t.accountId, t.sourceId, sources),
    uniqueIndex("deployments_number").on(t.accountId, t.sourceId, t.number),
    // One at a time: the next waits for the one under way.
    uniqueIndex("deployments_one")
      .on(t.accountId, t.sourceId)
      .where(sql`${t.status} = 'deploying'`),
    oneOf("deployments_status", t.status, DEPLOYMENT_STATUSES),
    check("deployments_finished", sql`(${t.status} = 'deploying') = (${t.finishedAt} is null)`),
    ...ofAccount(),
  ],
);

/** A line of a deployment's log; `at` is an ISO time. */
export type LogLine = { at: string; outcome: "passed" | "failed" | "noted"; says: string };

/** The host names of what is delivered: each belongs to one source of the whole server. */
export const sourceDomains = pgTable(
  "source_domains",
  {
    accountId: accountId(),
    sourceId: text().notNull(),
    domain: text().primaryKey(),
  },
  (t) => [
    within("source_domains_source", t.accountId, t.sourceId, sources),
    index("source_domains_source_id").on(t.accountId, t.sourceId),
    ...ofAccount(),
  ],
);
