import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import type { CollectionsSearch } from "@/lib/media/input/search";
import { asRow, cutPage, type Keyed, type Page, readingFrom } from "@/lib/page";
import { reachInto } from "@/lib/media/queries/reach";
import { collectionColumns, type CollectionRow, type Selected, toCollectionRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { readCursor } from "@/lib/cursor";

const SORT = "name";

/** By name. The files of one are a list of `listFiles`. */
export async function listCollections(
  actor: MediaActor,
  { q, cursor: text, limit }: CollectionsSearch,
): Promise<Page<CollectionRow>> {
  const reach = reachInto(actor, "collections.view");
  const cursor = text === undefined ? null : readCursor(text, SORT, "string");
  const { direction, beyond } = readingFrom(cursor, false);
  const start = cursor ? sql`and (c.name_key, c.id) ${beyond} (${cursor.key}::text, ${cursor.id})` : sql``;
  const named = q ? sql`and strpos(lower(c.name), lower(${q})) > 0` : sql``;
  return withAccount(actor.account.id, async (tx) => {
    const rows = await tx.execute<Keyed<Selected<CollectionRow>>>(sql`
      with ${reach.sources} select c.name_key as key, c.id, ${asRow(collectionColumns(reach, sql`c`))} as row from collections c
      where c.account_id = ${actor.account.id} and ${reach.seesCollection(sql`c`)} ${named} ${start}
      order by c.name_key ${direction}, c.id ${direction} limit ${limit + 1}`);
    const page = cutPage(rows, { limit, sort: SORT, cursor });
    return { ...page, rows: page.rows.map((row) => toCollectionRow(actor, row)) };
  });
}

export async function findCollection(actor: MediaActor, collectionId: string): Promise<CollectionRow> {
  const reach = reachInto(actor, "collections.view");
  return withAccount(actor.account.id, async (tx) => {
    const [found] = await tx.execute<{ row: Selected<CollectionRow> }>(sql`
      with ${reach.sources} select ${asRow(collectionColumns(reach, sql`c`))} as row from collections c
      where c.account_id = ${actor.account.id} and c.id = ${collectionId} and ${reach.seesCollection(sql`c`)}`);
    if (!found) throw notFound("collection");
    return toCollectionRow(actor, found.row);
  });
}
