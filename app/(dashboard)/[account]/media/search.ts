import { readSearch, type SearchParams } from "@/lib/http/read-search";
import { filesSearch, type FilesSearch } from "@/lib/media/input/search";

/**
 * The files that the address asks for. Without words they are those right in the folder; with words, those in all folders
 * below it too.
 */
export function readMediaSearch(params: SearchParams): FilesSearch {
  const { folder, collection, q, sort = "name", after, before } = params;
  const search = readSearch(filesSearch, { folder, collection, q, sort, cursor: after ?? before });
  if (search.collection) return search;
  return search.q ? { ...search, below: true } : { ...search, folder: search.folder ?? "root" };
}
