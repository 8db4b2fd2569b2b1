import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Something that always holds. `broken` selects the account's slug and, in words, what does not hold there. */
export type Check = { holds: string; broken: SQL };

export const nameOf = (table: PgTable) => sql`${getTableName(table)}::text`;

export const ofEach = <T>(items: readonly T[], select: (item: T) => SQL) =>
  sql.join(items.map(select), sql` union all `);
