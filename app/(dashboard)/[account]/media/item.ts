import type { Selection } from "@/lib/media/input/items";
import type { FileRow, FolderRow } from "@/lib/media/queries/rows";

export type MediaRow = FileRow | FolderRow;

/** As much of a file or folder as its tile shows. */
export type DrawnRow =
  | Pick<FileRow, "kind" | "id" | "name" | "type" | "thumbhash" | "version" | "width" | "height" | "tags" | "isPrivate">
  | Pick<FolderRow, "kind" | "id" | "name" | "fileCount" | "isPrivate">;

export const isFile = (row: MediaRow): row is FileRow => row.kind === "file";

export const idsOf = (rows: readonly MediaRow[]): string[] => rows.map(({ id }) => id);

/** These rows as the input of a change. */
export const selectionOf = (rows: readonly MediaRow[]): Selection => ({
  fileIds: idsOf(rows.filter(isFile)),
  folderIds: idsOf(rows.filter((row) => !isFile(row))),
});

/** "Launch hero.jpg", or "3 things". */
export const nameOf = (rows: readonly { name: string | null }[]) =>
  rows.length === 1 ? (rows[0]?.name ?? "") : `${rows.length} things`;
