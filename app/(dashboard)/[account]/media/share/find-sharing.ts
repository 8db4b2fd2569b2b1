import type { MemberActor } from "@/lib/actor";
import type { Item } from "@/lib/media/input/items";
import { linksSearch } from "@/lib/share-links/input";
import { listLinks } from "@/lib/share-links/queries/list-links";
import { findMediaSettings } from "@/lib/share-links/queries/settings";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";

/** All that the share dialog shows of one thing: who has it, its links, and what new links begin with. */
export async function findSharing(actor: MemberActor, { item }: { item: Item }) {
  const [access, { rows: links }, defaults] = await Promise.all([
    whoHasAccess(actor, item),
    listLinks(actor, linksSearch.parse({ item })),
    findMediaSettings(actor),
  ]);
  return { access, links, defaults };
}

export type Sharing = Awaited<ReturnType<typeof findSharing>>;
