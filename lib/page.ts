import { type SQL, sql } from "drizzle-orm";
import { writeCursor } from "@/lib/cursor";

/** A row with the value it is sorted by. */
export type Keyed<Row> = { id: string; key: string | number; row: Row };

/** These columns as one JSON value, so that they cannot meet those beside them. */
export const asRow = (columns: SQL): SQL => sql`(select row_to_json(r) from (select ${columns}) r)`;

/** A time as a cursor keeps it: milliseconds of the epoch. */
export const timeKey = (at: SQL): SQL => sql`(extract(epoch from ${at}) * 1000)::float8`;

/** The time that a cursor keeps. */
export const timeOf = (key: string | number): SQL => sql`(timestamptz 'epoch' + ${key}::float8 * interval '1 ms')`;

/** A page of rows of which one more than shown was asked for, to know whether there are further ones. */
export function cutPage<Row>(found: readonly Keyed<Row>[], limit: number, sort: string) {
  const shown = found.slice(0, limit);
  const last = found.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ row }) => row),
    nextCursor: last ? writeCursor({ sort, side: "after", key: last.key, id: last.id }) : null,
  };
}
