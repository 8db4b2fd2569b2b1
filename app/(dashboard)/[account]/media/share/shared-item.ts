import type { Item } from "@/lib/media/input/items";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { MediaRow } from "../item";

/** What is being shared. */
export type SharedItem = Pick<MediaRow, "kind" | "id" | "name">;

export const itemOf = ({ kind, id }: { kind: ItemKind; id: string }): Item =>
  kind === "file" ? { fileId: id } : kind === "folder" ? { folderId: id } : { collectionId: id };
