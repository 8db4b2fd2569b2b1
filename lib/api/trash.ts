import * as z from "zod";
import { name } from "@/lib/api/media";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { trashSearch } from "@/lib/media/input/search";
import type { TrashRow } from "@/lib/media/queries/list-trash";

export const trashShape = pageOf(
  z
    .strictObject({
      kind: z.enum(["file", "folder"]),
      id,
      name,
      size: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().meta({ description: "Bytes; of a folder null." }),
      deleted_at: time,
      deleted_by: name,
      gone_at: time.meta({ description: "When it can no longer be restored." }),
    })
    .meta({ id: "Trashed" }),
);

export const toTrashed = (row: TrashRow) => ({
  kind: row.kind,
  id: row.id,
  name: row.name,
  size: row.size,
  deleted_at: at(row.trashedAt),
  deleted_by: row.trashedBy,
  gone_at: at(row.purgeAt),
});

export const trashQuery = trashSearch;
