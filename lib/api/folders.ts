import * as z from "zod";
import * as mini from "zod/mini";
import { count, level, name, owner, path, toOwner } from "@/lib/api/media";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { closed, pageCursor, pageLimit } from "@/lib/input";
import { folderPaths } from "@/lib/media/input/change";
import { folderId, folderOrRoot, mediaName } from "@/lib/media/input/items";
import type { Placed } from "@/lib/media/queries/placed-files";
import type { FolderRow } from "@/lib/media/queries/rows";

export const folderShape = z
  .strictObject({
    id,
    name,
    parent_id: id.nullable().meta({ description: "Null at the root, and where the parent is not open to the key." }),
    path,
    file_count: count.meta({ description: "Files directly in it." }),
    has_folders: z.boolean(),
    private: z.boolean().meta({ description: "Whether it, or a folder above it, is private with all that is in it." }),
    owner,
    level,
    created_at: time,
  })
  .meta({ id: "Folder" });

export const foldersShape = pageOf(folderShape);

export const toFolder = (folder: Placed<FolderRow>): z.infer<typeof folderShape> => ({
  id: folder.id,
  name: folder.name,
  parent_id: folder.parentId,
  path: folder.path,
  file_count: folder.fileCount,
  has_folders: folder.hasFolders,
  private: folder.isPrivate,
  owner: toOwner(folder.owner),
  level: folder.level,
  created_at: at(folder.createdAt),
});

export const folderPath = closed({ id: folderId });

export const foldersQuery = closed({
  parent_id: mini.optional(folderId),
  cursor: pageCursor,
  limit: pageLimit(50),
});

export const createFolderBody = closed({ name: mediaName, parent_id: mini._default(folderOrRoot, null) });

export const editFolderBody = closed({ name: mediaName });

export const createFolderTreeBody = closed({
  parent_id: mini._default(folderOrRoot, null),
  paths: folderPaths,
});

export const folderIdsShape = z.strictObject({ ids: z.array(id).max(2000) });

export const copyFolderBody = closed({ folder_id: folderOrRoot });
