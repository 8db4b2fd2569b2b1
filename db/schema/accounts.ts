import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { appRole, oneOf, ofAccount, systemRole, time } from "./columns";

export const PLANS = ["free", "pro", "enterprise"] as const;

/** A tenant: a company. Numbers that are null follow the plan. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    plan: text({ enum: PLANS }).notNull().default("free"),
    /** A trial: until then the plan is given, and nothing is charged for it. */
    planUntil: time(),
    /** How many days before the trial's end it was told of last. */
    trialToldDays: integer(),
    seatLimit: integer(),
    keyLimit: integer(),
    /** Bytes. */
    storageLimit: bigint({ mode: "number" }),
    /** Requests in a month of UTC. */
    deliveryLimit: bigint({ mode: "number" }),
    /** Lines on a day of UTC. */
    purgeLimit: integer(),
    /** Days that delivered requests are kept one by one, and as sums. */
    requestDays: integer(),
    figureDays: integer(),
    /** Sign-in policy: nobody with another address or another way in. Empty and false allow all. */
    emailDomains: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    googleOnly: boolean().notNull().default(false),
    /** Hours a session lives at most; null: the server's default. */
    sessionHours: integer(),
    /** Days an API key lives at most; null: for ever. */
    keyDays: integer(),
    createdAt: time().notNull().defaultNow(),
    /** Deleted by an administrator: it opens for nobody, and its operator can restore it for a while. */
    deletedAt: time(),
    deletedBy: text(),
    /** How many days before its erasure its administrators were told last. */
    erasureToldDays: integer(),
    /** All that belonged to it is gone; this row is left for the invoices. */
    erasedAt: time(),
  },
  (t) => [
    oneOf("accounts_plan", t.plan, PLANS),
    check("accounts_slug", sql`${t.slug} ~ '^[a-z0-9](-?[a-z0-9])*$' and length(${t.slug}) <= 48`),
    check("accounts_trial", sql`${t.planUntil} is null or ${t.plan} <> 'free'`),
    check("accounts_seats", sql`${t.seatLimit} > 0`),
    pgPolicy("of_account", {
      to: appRole,
      using: sql`id = (select nullif(current_setting('app.account_id', true), ''))`,
    }),
    pgPolicy("of_system", { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/** The account that a row belongs to. */
export const accountId = () =>
  text()
    .notNull()
    .references(() => accounts.id);

/** Addresses that accounts had before. They lead on to the account, and no other gets them. */
export const formerSlugs = pgTable(
  "former_slugs",
  {
    slug: text().primaryKey(),
    accountId: accountId(),
    endedAt: time().notNull().defaultNow(),
  },
  () => ofAccount(),
);
