import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { KeySort, KeysSearch } from "@/lib/api-keys/input";
import { statusOf } from "@/lib/api-keys/queries/columns";
import { type KeyRow, readKeys } from "@/lib/api-keys/queries/key-rows";
import { canEver, reachOf, refusal } from "@/lib/permissions/can";
import { closureOf, holds, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { readCursor } from "@/lib/cursor";
import { cutPage, type Keyed, type Page, readingFrom } from "@/lib/page";

export type KeyPage = Page<KeyRow> & { total: number };

type SortKey = { type: "string" | "number"; key: SQL };

const milliseconds = (moment: SQL, without: SQL) =>
  sql`coalesce(extract(epoch from ${moment}) * 1000, ${without})::float8`;

/** A key that never expires comes after those that do, one never used before those that were. */
const SORT_KEYS: Record<KeySort, SortKey> = {
  name: { type: "string", key: sql`lower(k.name)` },
  owner: { type: "string", key: sql`lower(m.name)` },
  created: { type: "number", key: milliseconds(sql`k.started_at`, sql`0`) },
  last_used: {
    type: "number",
    key: milliseconds(
      sql`(select max(u.last_at) from api_key_uses u where u.account_id = k.account_id and u.key_id = k.id)`,
      sql`0`,
    ),
  },
  expires: { type: "number", key: milliseconds(sql`k.expires_at`, sql`1e15`) },
};

/** The keys that the actor may see, a page of them: administrators see all, everyone else their own. */
export async function listKeys(actor: Actor, search: KeysSearch): Promise<KeyPage> {
  if (!canEver(actor, "apiKeys.view")) throw refusal("apiKeys.view");
  const descending = search.sort.startsWith("-");
  const sort = SORT_KEYS[search.sort.replace("-", "") as KeySort];
  const cursor = search.cursor === undefined ? null : readCursor(search.cursor, search.sort, sort.type);
  const matching = keysMatching(actor, search, sort);
  const { direction, beyond } = readingFrom(cursor, descending);
  const type = sort.type === "number" ? sql`float8` : sql`text`;
  const from = cursor ? sql`where (f.key, f.id) ${beyond} (${cursor.key}::${type}, ${cursor.id})` : sql``;

  return withAccount(actor.account.id, async (tx) => {
    const [counted] = await tx.execute<{ total: number }>(sql`select count(*)::int as total from (${matching}) f`);
    const found = await tx.execute<Keyed<string>>(sql`
      select f.id, f.key, f.id as row from (${matching}) f ${from}
      order by f.key ${direction}, f.id ${direction} limit ${search.limit + 1}`);
    const { rows: ids, ...cursors } = cutPage(found, { limit: search.limit, sort: search.sort, cursor });
    return { rows: await readKeys(tx, actor, inOrder(ids)), total: counted?.total ?? 0, ...cursors };
  });
}

/** Ids as a query with their positions. */
export const inOrder = (ids: string[]): SQL =>
  sql`select id, position from json_array_elements_text(${JSON.stringify(ids)}::json) with ordinality as e(id, position)`;

function keysMatching(actor: Actor, { q, status, permission, owner }: KeysSearch, sort: SortKey): SQL {
  const conditions = [sql`k.account_id = ${actor.account.id}`, reachable(actor), ...containing(q)];
  if (status) conditions.push(sql`${statusOf} = ${status}`);
  if (owner) conditions.push(sql`k.owner_id = ${owner}`);
  if (permission)
    conditions.push(sql`exists (select from api_key_permissions p where p.account_id = k.account_id and p.key_id = k.id
      and p.ended_at is null and p.permission in ${PERMISSION_IDS.filter((id) => holds(closureOf([id]), permission))})`);
  return sql`select k.id, ${sort.key} as key from api_keys k
    join members m on m.account_id = k.account_id and m.id = k.owner_id where ${sql.join(conditions, sql` and `)}`;
}

/** Nothing, and what each reach adds. */
function reachable(actor: Actor): SQL {
  const reach = reachOf(actor, "apiKeys.view");
  if (reach === "any") return sql`true`;
  return reach === "own" ? sql`k.owner_id = ${actor.memberId}` : sql`false`;
}

/** Every word stands somewhere in the name, the prefix or the owner's name. */
const containing = (q = ""): SQL[] =>
  q
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => sql`strpos(lower(k.name || ' ' || k.prefix || ' ' || m.name), lower(${word})) > 0`);
