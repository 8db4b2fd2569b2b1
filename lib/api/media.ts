import * as z from "zod";
import * as mini from "zod/mini";
import { id } from "@/lib/api/shapes";
import { closed } from "@/lib/input";
import { clash } from "@/lib/media/input/change";
import { collectionId, fileId, folderId, folderOrRoot, type Item } from "@/lib/media/input/items";
import type { Person } from "@/lib/media/queries/rows";
import { type Level, LEVELS } from "@/lib/permissions/operations";

/** What files, folders and collections have in common. */

export const level = z
  .enum(LEVELS as unknown as [Level, ...Level[]])
  .meta({ id: "Level", description: "How far it reaches: view, contribute above it, manage above both." });

export const owner = z.strictObject({ id, name: z.string().max(200) }).nullable();

export const toOwner = (person: Person | null) => person && { id: person.id, name: person.name };

export const name = z.string().max(300);

export const path = z
  .string()
  .max(20_000)
  .meta({ description: "From the topmost folder that is open to the key down to it." });

export const count = z.int().min(0).max(2_000_000_000);

/** The thing that a body or a query names by one of three fields. */
export const itemFields = {
  file_id: mini.optional(fileId),
  folder_id: mini.optional(folderId),
  collection_id: mini.optional(collectionId),
};

type ItemFields = { file_id?: string; folder_id?: string; collection_id?: string };

const given = ({ file_id, folder_id, collection_id }: ItemFields) =>
  [file_id, folder_id, collection_id].filter((one) => one !== undefined).length;

export const namesOne = mini.refine<ItemFields>(
  (fields) => given(fields) === 1,
  "Exactly one of these is expected: file_id, folder_id, collection_id.",
);

export const namesOneAtMost = mini.refine<ItemFields>(
  (fields) => given(fields) <= 1,
  "At most one of these is expected: file_id, folder_id, collection_id.",
);

export function itemOf({ file_id, folder_id, collection_id }: ItemFields): Item {
  if (file_id !== undefined) return { fileId: file_id };
  return folder_id !== undefined ? { folderId: folder_id } : { collectionId: collection_id ?? "" };
}

export const thingShape = z.strictObject({ kind: z.enum(["file", "folder", "collection"]), id, name });

/** Where something is put: a folder, or null for the root. */
export const moveBody = closed({ folder_id: folderOrRoot, clash: mini._default(clash, "skip") });
export const copyBody = closed({ folder_id: folderOrRoot, clash: mini._default(clash, "keep") });

export const zipFiles = ["application/zip"];
