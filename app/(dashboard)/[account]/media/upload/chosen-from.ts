import type { Dropped } from "@/app/uploads/dropped-files";
import type { Chosen, Unread } from "@/app/uploads/upload";
import { answered } from "../../answered";
import { createUploadFoldersAction } from "./actions";

/** Makes the folders that were dropped, where they are not there yet, and says which file goes into which. */
export async function chosenFrom(
  account: string,
  folderId: string | null,
  { files, folders, unread }: Dropped,
): Promise<{ chosen: Chosen[]; unread: Unread[]; problem: string | null }> {
  const ids = new Map<string, string | null>([["", folderId]]);
  if (folders.length > 0) {
    const made = await answered(createUploadFoldersAction(account, { parentId: folderId, paths: folders }));
    if (!made.ok) return { chosen: [], unread: [], problem: `Nothing was uploaded. ${made.message}` };
    for (const [index, path] of folders.entries()) ids.set(path.join("/"), made.data.ids[index] ?? null);
  }
  const chosen = files.map(({ file, folders: path }) => ({
    file,
    path: shown(path),
    folderId: ids.get(path.join("/")) ?? folderId,
  }));
  return {
    chosen,
    unread: unread.map(({ name, folders: path }) => ({ name, path: shown(path) })),
    problem: null,
  };
}

const shown = (path: readonly string[]) => path.join(" / ");
