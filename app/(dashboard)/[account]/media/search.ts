import { readSearch, type SearchParams } from "@/lib/http/read-search";
import { filesSearch, type FilesSearch } from "@/lib/media/input/search";

/** Tiles come further as they are scrolled to; rows are turned page by page, as the address says. */
const MOST = { grid: 100, list: 50 };

/**
 * The files that the address asks for. Without words they are those right in the folder; with words, those in all folders
 * below it too.
 */
export function readMediaSearch(params: SearchParams): FilesSearch {
  const { folder, collection, q, sort = "name", after, before } = params;
  const view = viewOf(params);
  const cursor = view === "list" ? (after ?? before) : undefined;
  const search = { ...readSearch(filesSearch, { folder, collection, q, sort, cursor }), limit: MOST[view] };
  if (search.collection) return search;
  return search.q ? { ...search, below: true } : { ...search, folder: search.folder ?? "root" };
}

export const viewOf = ({ view }: SearchParams) => (view === "list" ? "list" : "grid");
