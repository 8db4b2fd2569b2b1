import * as z from "zod";
import * as mini from "zod/mini";
import { count, level, name, owner, toOwner } from "@/lib/api/media";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { closed, pageLimit } from "@/lib/input";
import { createCollectionInput, editCollectionInput } from "@/lib/media/input/change";
import { collectionId, fileId } from "@/lib/media/input/items";
import { collectionsSearch, filesSearch } from "@/lib/media/input/search";
import type { CollectionRow } from "@/lib/media/queries/rows";

export const collectionShape = z
  .strictObject({
    id,
    name,
    description: z.string().max(1000),
    file_count: count.meta({ description: "Of its files that are open to the key." }),
    owner,
    level,
    created_at: time,
  })
  .meta({ id: "Collection" });

export const collectionsShape = pageOf(collectionShape);

export const toCollection = (collection: CollectionRow): z.infer<typeof collectionShape> => ({
  id: collection.id,
  name: collection.name,
  description: collection.description,
  file_count: collection.fileCount,
  owner: toOwner(collection.owner),
  level: collection.level,
  created_at: at(collection.createdAt),
});

export const collectionPath = closed({ id: collectionId });

export const collectionFilePath = closed({ id: collectionId, file_id: fileId });

export const collectionsQuery = closed({ ...collectionsSearch.shape, limit: pageLimit(50) });

export const collectionFilesQuery = mini.pick(filesSearch, { q: true, sort: true, cursor: true, limit: true });

export const createCollectionBody = createCollectionInput;

export const editCollectionBody = mini.omit(editCollectionInput, { collectionId: true });
