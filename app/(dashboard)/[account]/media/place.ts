import { notFound } from "next/navigation";
import type { MemberActor } from "@/lib/actor";
import { orNull } from "@/lib/http/or-null";
import type { SearchParams } from "@/lib/http/read-search";
import { type FilesPage, listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import type { FolderRow, Person } from "@/lib/media/queries/rows";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { can } from "@/lib/permissions/can";
import { readMediaSearch } from "./search";

/** What the page shows: a folder, the library's root, or what is shared with someone who sees nothing else. */
export type MediaPlace = {
  title: string;
  folder: FolderRow | null;
  /** From the topmost folder that is open to who asks down to the one before this. */
  above: { id: string; name: string }[];
  folders: FolderRow[];
  files: FilesPage;
  can: { upload: boolean; createFolder: boolean };
  /** Whom to ask, where nothing is shared yet. */
  askable: Person[];
};

/** A folder that is not there, or not open to who asks, gives the not-found page. */
export async function openPlace(actor: MemberActor, params: SearchParams): Promise<MediaPlace> {
  const folderId = typeof params.folder === "string" ? params.folder : null;
  if (folderId === null && !can(actor, "media.view", { level: null })) return openShared(actor, params);
  const found = await orNull(listFolder(actor, folderId));
  if (!found) notFound();
  const { folder, breadcrumbs, folders, can: verdicts } = found;
  return {
    title: folder?.name ?? "Media",
    folder,
    above: breadcrumbs.slice(0, -1),
    folders: isFirstPage(params) ? folders.rows : [],
    files: await listFiles(actor, readMediaSearch(params)),
    can: verdicts,
    askable: [],
  };
}

async function openShared(actor: MemberActor, params: SearchParams): Promise<MediaPlace> {
  const nothing = { folder: null, above: [], can: { upload: false, createFolder: false } };
  if (params.q)
    return {
      ...nothing,
      title: "Shared with me",
      folders: [],
      files: await listFiles(actor, readMediaSearch(params)),
      askable: [],
    };
  const { folders, files, askable } = await sharedWithMe(actor);
  return {
    ...nothing,
    title: "Shared with me",
    folders,
    files: {
      rows: files,
      total: { count: files.length, more: false },
      nextCursor: null,
      previousCursor: null,
      problem: null,
    },
    askable,
  };
}

/** Folders stand before the files, and are not searched. */
const isFirstPage = ({ q, after, before }: SearchParams) => !q && !after && !before;
