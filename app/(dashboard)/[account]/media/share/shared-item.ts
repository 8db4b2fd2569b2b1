import type { Item } from "@/lib/media/input/items";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { Grantee, Things } from "@/lib/shares/input";

/** What is being shared. */
export type SharedItem = { kind: ItemKind; id: string; name: string };

export const itemOf = ({ kind, id }: { kind: ItemKind; id: string }): Item =>
  kind === "file" ? { fileId: id } : kind === "folder" ? { folderId: id } : { collectionId: id };

/** Many of them, as the server takes them. */
export function thingsOf(items: readonly { kind: ItemKind; id: string }[]): Things {
  const idsOf = (kind: ItemKind) => items.filter((item) => item.kind === kind).map(({ id }) => id);
  return { fileIds: idsOf("file"), folderIds: idsOf("folder"), collectionIds: idsOf("collection") };
}

export const granteeOf = ({ kind, id }: { kind: "member" | "group"; id: string }): Grantee =>
  kind === "group" ? { groupId: id } : { memberId: id };
