import type { Selection } from "@/lib/media/input/items";
import type { FileRow, FolderRow } from "@/lib/media/queries/rows";

export type MediaRow = FileRow | FolderRow;

/** These rows as the input of a change. */
export const selectionOf = (rows: readonly MediaRow[]): Selection => ({
  fileIds: rows.filter(({ kind }) => kind === "file").map(({ id }) => id),
  folderIds: rows.filter(({ kind }) => kind === "folder").map(({ id }) => id),
});

/** "Launch hero.jpg", or "3 things". */
export const nameOf = (rows: readonly MediaRow[]) => (rows.length === 1 ? rows[0]?.name : `${rows.length} things`);
