import "server-only";
import { sql } from "drizzle-orm";
import { askingIn, withAccount } from "@/db/client";
import { literal } from "@/lib/like";
import type { Suggest } from "@/lib/media/input/search";
import { breadcrumbsOf, type Crumb } from "@/lib/media/queries/breadcrumbs";
import { reachInto } from "@/lib/media/queries/reach";
import type { MediaActor } from "@/lib/media/rules/media-actor";

const SHOWN = 6;
/** Tags are looked for in so many of the newest tagged files. */
const LOOKED_AT = 2000;

export type Suggestions = {
  folders: (Crumb & { breadcrumbs: Crumb[] })[];
  files: Crumb[];
  collections: Crumb[];
  tags: string[];
};

/** What the search field offers while somebody types; never anything that is not open to them. */
export async function suggest(actor: MediaActor, { text }: Suggest): Promise<Suggestions> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  if (text === "") return { folders: [], files: [], collections: [], tags: [] };
  const pattern = `%${literal(text)}%`;
  return withAccount(accountId, async (tx) => {
    const folders = await tx.execute<Crumb & { path: string }>(sql`
      with ${reach.sources} select d.id, d.name, d.path from folders d
      where d.account_id = ${accountId} and d.name ilike ${pattern} and ${reach.seesFolder(sql`d`)}
      order by length(d.name), d.id limit ${SHOWN}`);
    const files = await tx.execute<Crumb>(sql`
      with ${reach.sources} select f.id, f.name from files f
      where f.account_id = ${accountId} and f.name ilike ${pattern} and ${reach.seesFile(sql`f`)} limit ${SHOWN}`);
    const collections = await tx.execute<Crumb>(sql`
      with ${reach.sources} select c.id, c.name from collections c
      where c.account_id = ${accountId} and c.name ilike ${pattern} and ${reach.seesCollection(sql`c`)}
      order by c.name_key, c.id limit ${SHOWN}`);
    const tags = await tx.execute<{ tag: string }>(sql`
      with ${reach.sources}, tagged as (
        select f.tags from files f where f.account_id = ${accountId} and f.tags <> '{}' and ${reach.seesFile(sql`f`)}
        order by f.created_at desc, f.id desc limit ${LOOKED_AT})
      select t.tag from tagged, unnest(tagged.tags) as t (tag) where t.tag ilike ${pattern}
      group by t.tag order by count(*) desc, t.tag limit ${SHOWN}`);
    const placed = [];
    for (const { path, ...folder } of folders) {
      const above = await breadcrumbsOf(askingIn(tx), accountId, reach, path);
      placed.push({ ...folder, breadcrumbs: above.slice(0, -1) });
    }
    return { folders: placed, files: [...files], collections: [...collections], tags: tags.map(({ tag }) => tag) };
  });
}
