import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { pathsAbove } from "@/lib/media/queries/around";
import type { Crumb } from "@/lib/media/queries/breadcrumbs";
import { findItem } from "@/lib/media/queries/find-item";
import type { Item } from "@/lib/media/input/items";
import { reachInto } from "@/lib/media/queries/reach";
import type { MediaActor } from "@/lib/media/rules/media-actor";

/** The nearest folder above it that makes it private; null where none does that is open to who asks. */
export async function findPrivateFolder(actor: MediaActor, item: Item): Promise<Crumb | null> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  return withAccount(accountId, async (tx) => {
    const { id, path } = await findItem(tx, actor, item);
    const [folder] = await tx.execute<Crumb>(sql`
      with ${reach.sources} select d.id, d.name from folders d
      join private_media p on p.account_id = d.account_id and p.item_id = d.id and p.ended_at is null
      where d.account_id = ${accountId} and d.id <> ${id} and d.path in (${pathsAbove(path)}) and ${reach.seesFolder(sql`d`)}
      order by length(d.path) desc limit 1`);
    return folder ?? null;
  });
}
