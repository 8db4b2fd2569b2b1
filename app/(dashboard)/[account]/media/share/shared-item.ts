import type { Item } from "@/lib/media/input/items";
import type { ItemKind } from "@/lib/media/queries/find-item";

/** What is being shared. */
export type SharedItem = { kind: ItemKind; id: string; name: string };

export const itemOf = ({ kind, id }: { kind: ItemKind; id: string }): Item =>
  kind === "file" ? { fileId: id } : kind === "folder" ? { folderId: id } : { collectionId: id };
