import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import type { Sort, UsersSearch } from "@/lib/users/input";
import { type Cursor, readCursor, writeCursor } from "@/lib/cursor";
import { type PersonRow, readPeople } from "@/lib/users/queries/people";
import { peopleMatching, SORT_KEYS } from "@/lib/users/queries/search";

export type PeoplePage = {
  rows: PersonRow[];
  /** Of all pages together. */
  total: number;
  nextCursor: string | null;
  previousCursor: string | null;
};

/** Members and invitations in one list, a page of it. */
export async function listUsers(actor: Actor, search: UsersSearch): Promise<PeoplePage> {
  authorize(actor, "users.view");
  const { sort, descending, cursor } = positionOf(search);
  const matching = peopleMatching(actor.account.id, search, SORT_KEYS[sort]);
  return withAccount(actor.account.id, async (tx) => {
    const page = await readPage(tx, actor, matching, { search, sort, descending, cursor });
    const [counted] = await tx.execute<{ total: number }>(sql`select count(*)::int as total from (${matching}) p`);
    return { ...page, total: counted?.total ?? 0 };
  });
}

type Position = { search: UsersSearch; sort: Sort; descending: boolean; cursor: Cursor | null };

function positionOf({ sort: text, cursor }: UsersSearch): Omit<Position, "search"> {
  const descending = text.startsWith("-");
  const sort = (descending ? text.slice(1) : text) as Sort;
  return { sort, descending, cursor: cursor === undefined ? null : readCursor(cursor, text, SORT_KEYS[sort].type) };
}

/** One row more than asked for tells whether there is a further page on that side. */
async function readPage(tx: Tx, actor: Actor, matching: SQL, { search, sort, descending, cursor }: Position) {
  const backwards = cursor?.side === "before";
  const order = descending === backwards ? sql`asc` : sql`desc`;
  const beyond = descending === backwards ? sql`>` : sql`<`;
  const type = SORT_KEYS[sort].type === "number" ? sql`float8` : sql`text`;
  const from = cursor ? sql`where (p.key, p.id) ${beyond} (${cursor.key}::${type}, ${cursor.id})` : sql``;
  const found = await readPeople(
    tx,
    actor,
    sql`select * from (${matching}) p ${from} order by p.key ${order}, p.id ${order} limit ${search.limit + 1}`,
  );
  if (descending) found.reverse();
  const further = found.length > search.limit;
  if (further) found.splice(backwards ? 0 : search.limit, 1);
  const cursorAt = (side: Cursor["side"], end: (typeof found)[number] | undefined) =>
    end ? writeCursor({ sort: search.sort, side, key: end.key, id: end.row.id }) : null;
  return {
    rows: found.map(({ row }) => row),
    nextCursor: further || backwards ? cursorAt("after", found.at(-1)) : null,
    previousCursor: (backwards ? further : cursor) ? cursorAt("before", found[0]) : null,
  };
}
