import type { Item } from "@/lib/media/input/items";
import type { MediaRow } from "../item";

/** What is being shared. */
export type SharedItem = Pick<MediaRow, "kind" | "id" | "name">;

export const itemOf = ({ kind, id }: Pick<SharedItem, "kind" | "id">): Item =>
  kind === "file" ? { fileId: id } : { folderId: id };
