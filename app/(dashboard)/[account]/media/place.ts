import { notFound, redirect } from "next/navigation";
import type { MemberActor } from "@/lib/actor";
import { orNull } from "@/lib/http/or-null";
import type { SearchParams } from "@/lib/http/read-search";
import { collectionsSearch, type FilesSearch } from "@/lib/media/input/search";
import { findCollection, listCollections } from "@/lib/media/queries/list-collections";
import { type FilesPage, listFiles } from "@/lib/media/queries/list-files";
import { findFolder, listFolder } from "@/lib/media/queries/list-folder";
import type { CollectionRow, FolderRow, Person } from "@/lib/media/queries/rows";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { can, reachOf } from "@/lib/permissions/can";
import { readMediaSearch } from "./search";

/** What the page shows: a folder, a collection, the library's root, or what is shared with someone who sees nothing else. */
export type MediaPlace = {
  title: string;
  search: FilesSearch;
  folder: FolderRow | null;
  collection: CollectionRow | null;
  /** From the topmost folder that is open to who asks down to the one before this. */
  above: { id: string; name: string }[];
  folders: FolderRow[];
  /** Null elsewhere than on the start page. */
  collections: CollectionRow[] | null;
  files: FilesPage;
  can: { upload: boolean; createFolder: boolean; createCollection: boolean };
  /** Whom to ask, where nothing is shared yet. */
  askable: Person[];
};

/** A folder that is not there, or not open to who asks, gives the not-found page, or the one that asks for it. */
export async function openPlace(actor: MemberActor, params: SearchParams): Promise<MediaPlace> {
  const search = readMediaSearch(params);
  if (search.collection) return openCollection(actor, search.collection, search);
  const folderId = typeof params.folder === "string" ? params.folder : null;
  if (folderId === null && !can(actor, "media.view", { level: null })) return openShared(actor, search);
  // What is shared may end between the two.
  const [found, files] = await Promise.all([orNull(listFolder(actor, folderId)), orNull(listFiles(actor, search))]);
  if (!found || !files) return turnAway(actor, folderId);
  const { folder, breadcrumbs, folders, can: verdicts } = found;
  return {
    title: folder?.name ?? "Media",
    search,
    folder,
    collection: null,
    above: breadcrumbs.slice(0, -1),
    folders: isFirstPage(params) ? folders.rows : [],
    collections: folder === null && isFirstPage(params) ? await collectionsOf(actor) : null,
    files,
    can: { ...verdicts, createCollection: folder === null && can(actor, "collections.create") },
    askable: [],
  };
}

/** Goes on only where the folder or collection that the address names is there, and open to who asks. */
export async function requirePlace(actor: MemberActor, params: SearchParams): Promise<void> {
  const { collection } = readMediaSearch(params);
  const { folder } = params;
  if (collection) {
    if (!(await orNull(findCollection(actor, collection)))) notFound();
  } else if (typeof folder === "string" && !(await orNull(findFolder(actor, folder)))) turnAway(actor, folder);
}

/** Whoever opens what is shared with them may ask for a folder they were told of, whether there is one or not. */
function turnAway({ account, ...actor }: MemberActor, folderId: string | null): never {
  if (folderId !== null && reachOf(actor, "media.view") === "view")
    redirect(`/${account.slug}/media/requests/new?folder=${encodeURIComponent(folderId)}`);
  notFound();
}

const nothing = {
  folder: null,
  collection: null,
  above: [],
  folders: [],
  collections: null,
  askable: [],
  can: { upload: false, createFolder: false, createCollection: false },
};

const collectionsOf = async (actor: MemberActor) => (await listCollections(actor, collectionsSearch.parse({}))).rows;

async function openCollection(actor: MemberActor, id: string, search: FilesSearch): Promise<MediaPlace> {
  const [collection, files] = await Promise.all([orNull(findCollection(actor, id)), orNull(listFiles(actor, search))]);
  if (!collection || !files) notFound();
  return { ...nothing, title: collection.name, search, collection, files };
}

async function openShared(actor: MemberActor, search: FilesSearch): Promise<MediaPlace> {
  const title = "Shared with me";
  const verdicts = { ...nothing.can, createCollection: can(actor, "collections.create") };
  if (search.q) return { ...nothing, title, search, files: await listFiles(actor, search) };
  const { folders, files, collections, askable } = await sharedWithMe(actor);
  return {
    ...nothing,
    title,
    search,
    folders,
    collections,
    can: verdicts,
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
