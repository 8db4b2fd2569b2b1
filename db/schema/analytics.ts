import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  pgPolicy,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import { oneOf, ofAccount, systemRole, time } from "./columns";

export const DEVICES = ["desktop", "mobile", "tablet", "bot", "other"] as const;

/** What requests are listed by. `missing` are the paths that were answered with 404. */
export const TALLY_KINDS = ["path", "missing", "status", "format", "device", "country", "referrer", "cache"] as const;

const count = () => bigint({ mode: "number" }).notNull().default(0);

/** Where a row belongs. Rows are many and outlive their source, so nothing here points to other tables. */
const owner = () => ({ accountId: text().notNull(), sourceId: text().notNull() });

/** What was added up over a span of time. `uncounted` are requests known to be missing from the other sums. */
const sums = () => ({
  requests: count(),
  /** Bytes sent. */
  bytes: count(),
  /** Bytes that the originals have more than what was sent of them. */
  saved: count(),
  /** Answered from the cache. */
  hits: count(),
  /** Answered with a status of 400 or more. */
  errors: count(),
  uncounted: count(),
});

/** One delivered image, or the attempt. Kept for as many days as the plan says. */
export const deliveries = pgTable(
  "deliveries",
  {
    ...owner(),
    batch: bigint({ mode: "number" }).notNull(),
    at: time().notNull(),
    path: text().notNull(),
    status: smallint().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    originalBytes: bigint({ mode: "number" }),
    format: text(),
    cacheHit: boolean().notNull(),
    /** ISO 3166, two letters. */
    country: text(),
    device: text({ enum: DEVICES }).notNull(),
    /** Host name alone. */
    referrer: text(),
  },
  (t) => [index("deliveries_batch").on(t.batch), index("deliveries_at").using("brin", t.at), ...ofAccount()],
);

/**
 * Deliveries that were written together. The key is chosen by the server that counted them, so that a batch whose fate is
 * unknown can be sent again and is written once.
 */
export const deliveryBatches = pgTable(
  "delivery_batches",
  {
    key: text().primaryKey(),
    number: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    at: time().notNull().defaultNow(),
    tallied: boolean().notNull().default(false),
  },
  (t) => [
    index("delivery_batches_untallied")
      .on(t.number)
      .where(sql`not ${t.tallied}`),
    index("delivery_batches_at").on(t.at),
    pgPolicy("of_system", { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
);

/**
 * Half hours, because midnight falls on one in all but three of the world's time zones. Each stands here twice: by source,
 * and with `*` for all of them.
 */
export const deliveryHalfHours = pgTable(
  "delivery_half_hours",
  { ...owner(), at: timestamp({ withTimezone: true, precision: 0 }).notNull(), ...sums() },
  (t) => [primaryKey({ columns: [t.accountId, t.sourceId, t.at] }), ...ofAccount()],
);

/** The same by the days of UTC. */
export const deliveryDays = pgTable("delivery_days", { ...owner(), day: date().notNull(), ...sums() }, (t) => [
  primaryKey({ columns: [t.accountId, t.day, t.sourceId] }),
  ...ofAccount(),
]);

/**
 * Requests by one of their properties, by the days of UTC. Properties that sources have in common stand here twice: by
 * source, and with `*` for all of them. Written within a minute of the deliveries.
 */
export const deliveryTallies = pgTable(
  "delivery_tallies",
  {
    ...owner(),
    kind: text({ enum: TALLY_KINDS }).notNull(),
    day: date().notNull(),
    /** Empty where it is unknown. */
    value: text().notNull(),
    requests: count(),
    bytes: count(),
    saved: count(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.kind, t.sourceId, t.day, t.value] }),
    // The most wanted of each day stand side by side, with all that is asked of them.
    index("delivery_tallies_most")
      .on(t.accountId, t.kind, t.day, t.requests, t.sourceId, t.value, t.bytes, t.saved)
      .where(sql`${t.kind} in ('path', 'missing')`),
    oneOf("delivery_tallies_kind", t.kind, TALLY_KINDS),
    ...ofAccount(),
  ],
);
