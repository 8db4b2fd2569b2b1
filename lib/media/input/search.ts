import * as z from "zod/mini";
import { closed, line, pageCursor, pageLimit } from "@/lib/input";
import { collectionId, folderId } from "@/lib/media/input/items";

const FILE_SORTS = ["created", "name", "size"] as const;
export type FileSort = (typeof FILE_SORTS)[number];

const sorts = FILE_SORTS.flatMap((sort) => [sort, `-${sort}`] as const);

/**
 * Which files a list shows. `folder` is a folder, or `root` for the files that lie in none; with `below` also those of
 * all folders below it. Without `folder` and `collection` it is the whole library, as far as it is open to who asks.
 */
export const filesSearch = closed({
  folder: z.optional(z.union([z.literal("root"), folderId], "The id of a folder or root is expected.")),
  below: z._default(z.coerce.boolean(), false),
  collection: z.optional(collectionId),
  /** In the query language: words, and filters such as type:image tag:press size>2mb. */
  q: z.optional(line("The search", 500)),
  sort: z._default(z.enum(sorts, `One of these is expected: ${sorts.join(", ")}.`), "-created"),
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type FilesSearch = z.output<typeof filesSearch>;

/** The folders directly in `parent`, by name; null: those at the root. */
export const foldersSearch = closed({ parentId: z.nullable(folderId), cursor: pageCursor, limit: pageLimit(200) });
export type FoldersSearch = z.output<typeof foldersSearch>;

export const collectionsSearch = closed({
  q: z.optional(line("The search", 200)),
  cursor: pageCursor,
  limit: pageLimit(200),
});
export type CollectionsSearch = z.output<typeof collectionsSearch>;

export const trashSearch = closed({ cursor: pageCursor, limit: pageLimit(50) });
export type TrashSearch = z.output<typeof trashSearch>;

/** What somebody has typed so far into the search field. */
export const suggestInput = closed({ text: line("The search", 100) });
export type Suggest = z.output<typeof suggestInput>;
