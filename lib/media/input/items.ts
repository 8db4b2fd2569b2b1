import * as z from "zod/mini";
import { closed, idOf, line, several } from "@/lib/input";
import { whyNotName } from "@/lib/media/rules/name";

export const fileId = idOf("fil", "file");
export const folderId = idOf("fld", "folder");
export const collectionId = idOf("col", "collection");
export const versionId = idOf("ver", "version");

/** The library's root is no folder: null stands for it. */
export const folderOrRoot = z.nullable(folderId);

export const mediaName = line("The name", 255).check(
  z.minLength(1, "A name is needed."),
  z.refine((name) => whyNotName(name) === null, { error: (issue) => whyNotName(String(issue.input)) ?? undefined }),
);

/** Exactly one thing of the library. */
export const item = z.union(
  [closed({ fileId }), closed({ folderId }), closed({ collectionId })],
  "One of these is expected: { fileId }, { folderId } or { collectionId }.",
);
export type Item = z.output<typeof item>;

const MOST_ITEMS = 1000;

/** Files and folders together, as a selection on the page has them. */
export const selection = closed({
  fileIds: z._default(z.array(fileId).check(z.maxLength(MOST_ITEMS, "At most 1000 files fit into one request.")), []),
  folderIds: z._default(
    z.array(folderId).check(z.maxLength(MOST_ITEMS, "At most 1000 folders fit into one request.")),
    [],
  ),
});
export type Selection = z.output<typeof selection>;

/** What a zip is made of. */
export const zipInput = closed({ ...selection.shape, collectionId: z.optional(collectionId) });

export const fileIds = several(fileId, "files", MOST_ITEMS);

/** Whose bytes are asked for; without a version the current one's. */
export const contentInput = closed({ fileId, versionId: z.optional(versionId) });

export const collectionInput = closed({ collectionId });
