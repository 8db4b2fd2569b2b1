import { and, isNull, type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  check,
  customType,
  foreignKey,
  pgPolicy,
  pgRole,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/** The role of every request: one account at a time, no DDL, owns nothing. */
export const appRole = pgRole("aperture_app").existing();
/** The role of sign-in, key verification and jobs: all accounts, no DDL, owns nothing. */
export const systemRole = pgRole("aperture_system").existing();

/** Milliseconds, so that a time survives its way through JavaScript unchanged and can be a page cursor. */
export const time = () => timestamp({ withTimezone: true, precision: 3 });

/** Compared byte by byte, so that a range of texts is a range of an index. */
export const bytewise = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Access is kept as intervals: begun and ended by someone, never overwritten or deleted. */
export const interval = () => ({
  startedAt: time().notNull().defaultNow(),
  /** A member's or key's id, or `system`. */
  startedBy: text().notNull(),
  endedAt: time(),
  endedBy: text(),
  endReason: text(),
});

type Interval = { endedAt: AnyPgColumn; expiresAt?: AnyPgColumn };

/** Begun, not ended and not past its expiry by the database's clock: the one meaning of "now". */
export const isCurrent = (row: Interval): SQL =>
  row.expiresAt
    ? sql`${row.endedAt} is null and (${row.expiresAt} is null or ${row.expiresAt} > now())`
    : (and(isNull(row.endedAt)) as SQL);

/**
 * The same for the row with this alias in a statement, also at a moment of the past. `expires`: whether such a row can run
 * out by itself.
 */
export const heldAt = (row: SQL, at: Date | SQL | undefined, { expires = false } = {}): SQL => {
  const moment = at instanceof Date ? sql`${at.toISOString()}::timestamptz` : (at ?? sql`now()`);
  const expiry = expires ? sql`and (${row}.expires_at is null or ${row}.expires_at > ${moment})` : sql``;
  return at
    ? sql`(${row}.started_at <= ${moment} and (${row}.ended_at is null or ${row}.ended_at > ${moment}) ${expiry})`
    : sql`(${row}.ended_at is null ${expiry})`;
};

/** Row-level security by account: the second wall behind the commands. */
export const ofAccount = () => [
  pgPolicy("of_account", {
    to: appRole,
    using: sql`account_id = (select nullif(current_setting('app.account_id', true), ''))`,
    withCheck: sql`account_id = (select nullif(current_setting('app.account_id', true), ''))`,
  }),
  pgPolicy("of_system", { to: systemRole, using: sql`true`, withCheck: sql`true` }),
];

type Keyed = { accountId: AnyPgColumn; id: AnyPgColumn };

/** A foreign key that carries the account, so that no row can point into another one. */
export const within = (name: string, account: AnyPgColumn, column: AnyPgColumn, target: Keyed) =>
  foreignKey({ name, columns: [account, column], foreignColumns: [target.accountId, target.id] });

export const oneOf = (name: string, column: AnyPgColumn, values: readonly string[]) =>
  check(name, sql`${column} in (${sql.raw(values.map((value) => `'${value}'`).join(", "))})`);
