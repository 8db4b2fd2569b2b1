import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import type { Sort, UsersSearch } from "@/lib/users/input";
import { readCursor } from "@/lib/cursor";
import { cutPage, type Page, readingFrom } from "@/lib/page";
import { type PersonRow, readPeople } from "@/lib/users/queries/people";
import { peopleMatching, SORT_KEYS } from "@/lib/users/queries/search";

/** `total` is of all pages together. */
export type PeoplePage = Page<PersonRow> & { total: number };

/** Members and invitations in one list, a page of it. */
export async function listUsers(actor: Actor, search: UsersSearch): Promise<PeoplePage> {
  authorize(actor, "users.view");
  const descending = search.sort.startsWith("-");
  const sort = SORT_KEYS[search.sort.replace("-", "") as Sort];
  const cursor = search.cursor === undefined ? null : readCursor(search.cursor, search.sort, sort.type);
  const { direction, beyond } = readingFrom(cursor, descending);
  const matching = peopleMatching(actor.account.id, search, sort);
  const type = sort.type === "number" ? sql`float8` : sql`text`;
  const from = cursor ? sql`where (p.key, p.id) ${beyond} (${cursor.key}::${type}, ${cursor.id})` : sql``;
  return withAccount(actor.account.id, async (tx) => {
    const page = sql`select * from (${matching}) p ${from} order by p.key ${direction}, p.id ${direction} limit ${search.limit + 1}`;
    const found = await readPeople(tx, actor, page, direction);
    const [counted] = await tx.execute<{ total: number }>(sql`select count(*)::int as total from (${matching}) p`);
    return { ...cutPage(found, { limit: search.limit, sort: search.sort, cursor }), total: counted?.total ?? 0 };
  });
}
