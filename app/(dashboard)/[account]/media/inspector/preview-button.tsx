"use client";

import type { FileRow } from "@/lib/media/queries/rows";
import { ItemPicture } from "../item-picture";
import { useViewer } from "../viewer/use-viewer";

/** The picture, which a press shows over the whole window. */
export function PreviewButton({ account, file }: { account: string; file: FileRow }) {
  const { viewer, look } = useViewer({ account, rows: [file] });
  return (
    <>
      <button
        type="button"
        aria-label={`Look at ${file.name}`}
        className="h-64 w-full cursor-zoom-in rounded-card bg-surface-2 p-2"
        onClick={() => look(file)}
      >
        <ItemPicture account={account} row={file} large />
      </button>
      {viewer}
    </>
  );
}
