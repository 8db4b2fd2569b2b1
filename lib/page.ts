import { type SQL, sql } from "drizzle-orm";
import { type Cursor, writeCursor } from "@/lib/cursor";

/** A row with the value it is sorted by. */
export type Keyed<Row> = { id: string; key: string | number; row: Row };

/** These columns as one JSON value, so that they cannot meet those beside them. */
export const asRow = (columns: SQL): SQL => sql`(select row_to_json(r) from (select ${columns}) r)`;

/** A time as a cursor keeps it: milliseconds of the epoch. */
export const timeKey = (at: SQL): SQL => sql`(extract(epoch from ${at}) * 1000)::float8`;

/** The time that a cursor keeps. */
export const timeOf = (key: string | number): SQL => sql`(timestamptz 'epoch' + ${key}::float8 * interval '1 ms')`;

export type Page<Row> = { rows: Row[]; nextCursor: string | null; previousCursor: string | null };

/** Which way a page is read from its cursor, and how the rows on that side compare to it. */
export function readingFrom(cursor: Cursor | null, descending: boolean): { direction: SQL; beyond: SQL } {
  const upwards = descending === (cursor?.side === "before");
  return upwards ? { direction: sql`asc`, beyond: sql`>` } : { direction: sql`desc`, beyond: sql`<` };
}

type Cut = { limit: number; sort: string; cursor: Cursor | null };

/** A page of rows, as they were read, of which one more than shown was asked for, to know whether there are further ones. */
export function cutPage<Row>(found: readonly Keyed<Row>[], { limit, sort, cursor }: Cut): Page<Row> {
  const backwards = cursor?.side === "before";
  const further = found.length > limit;
  const shown = found.slice(0, limit);
  if (backwards) shown.reverse();
  const cursorAt = (side: Cursor["side"], end: Keyed<Row> | undefined) =>
    end ? writeCursor({ sort, side, key: end.key, id: end.id }) : null;
  return {
    rows: shown.map(({ row }) => row),
    nextCursor: further || backwards ? cursorAt("after", shown.at(-1)) : null,
    previousCursor: (backwards ? further : cursor) ? cursorAt("before", shown[0]) : null,
  };
}
