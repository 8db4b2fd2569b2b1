import * as z from "zod/mini";
import { closed, idOf, line } from "@/lib/input";
import {
  collectionId,
  fileId,
  fileIds,
  folderId,
  folderOrRoot,
  mediaName,
  selection,
  versionId,
} from "@/lib/media/input/items";

const CLASHES = ["version", "keep", "skip"] as const;

/** Where a file of that name is there already: it becomes its new version, both are kept, or it is left out. */
export const clash = z.enum(CLASHES, `One of these is expected: ${CLASHES.join(", ")}.`);
export type Clash = z.output<typeof clash>;

export const createFolderInput = closed({ name: mediaName, parentId: z._default(folderOrRoot, null) });
export type CreateFolder = z.output<typeof createFolderInput>;

/** The folders of a tree, each as the names from the top down. */
export const folderPaths = z
  .array(z.array(mediaName).check(z.minLength(1), z.maxLength(50)), "A list of paths is expected.")
  .check(
    z.minLength(1, "At least one path is expected."),
    z.maxLength(2000, "At most 2000 folders fit into one request."),
  );

export const renameFolderInput = closed({ folderId, name: mediaName });
export type RenameFolder = z.output<typeof renameFolderInput>;

export const renameFileInput = closed({ fileId, name: mediaName });
export type RenameFile = z.output<typeof renameFileInput>;

export const moveInput = closed({ ...selection.shape, toId: folderOrRoot, clash: z._default(clash, "skip") });
export type Move = z.output<typeof moveInput>;

export const copyInput = closed({ fileIds, toId: folderOrRoot, clash: z._default(clash, "keep") });
export type Copy = z.output<typeof copyInput>;

export const copyFolderInput = closed({ folderId, toId: folderOrRoot, clash: z._default(clash, "keep") });
export type CopyFolder = z.output<typeof copyFolderInput>;

/** Goes on with a copy after this file. */
export const copyFolderRestInput = closed({ folderId, copyId: folderId, clash, after: fileId });
export type CopyFolderRest = z.output<typeof copyFolderRestInput>;

export const deleteInput = selection;
export const restoreInput = selection;

/** What is published, or made private. */
export const publishInput = selection;

const tag = line("A tag", 60).check(z.minLength(1, "A tag is not empty."));
const tags = z.array(tag, "A list of tags is expected.").check(z.maxLength(50, "At most 50 tags fit here."));

export const tagInput = closed({ fileIds, add: z._default(tags, []), remove: z._default(tags, []) });
export type Tag = z.output<typeof tagInput>;

/** Exactly these tags. */
export const setTagsInput = closed({ fileIds, tags });
export type SetTags = z.output<typeof setTagsInput>;

const fieldId = idOf("mdf", "metadata field");
const value = z.union([line("The value", 1000), z.number()], "A text or a number is expected.");

/** Null empties a field; fields that are not named stay. */
export const editMetadataInput = closed({ fileIds, values: z.record(fieldId, z.nullable(value)) });
export type EditMetadata = z.output<typeof editMetadataInput>;

/** Whose values are looked at together. */
export const sharedMetadataInput = closed({ fileIds });

export const FIELD_KINDS = ["text", "number", "date", "choice"] as const;
const fieldName = line("The name", 60).check(z.minLength(1, "A field needs a name."));
const choices = z
  .array(line("A choice", 100).check(z.minLength(1, "A choice is not empty.")), "A list of choices is expected.")
  .check(
    z.maxLength(200, "A field has at most 200 choices."),
    z.refine((all) => new Set(all).size === all.length, "One of the choices is named twice."),
  );

export const createFieldInput = closed({
  name: fieldName,
  kind: z.enum(FIELD_KINDS, `One of these is expected: ${FIELD_KINDS.join(", ")}.`),
  choices: z._default(choices, []),
});
export type CreateField = z.output<typeof createFieldInput>;

export const editFieldInput = closed({ fieldId, name: z.optional(fieldName), choices: z.optional(choices) });
export type EditField = z.output<typeof editFieldInput>;

export const fieldInput = closed({ fieldId });

export const versionInput = closed({ fileId, versionId });

const collectionName = line("The name", 120).check(z.minLength(1, "A collection needs a name."));
const description = line("The description", 500);

export const createCollectionInput = closed({ name: collectionName, description: z._default(description, "") });
export type CreateCollection = z.output<typeof createCollectionInput>;

export const editCollectionInput = closed({
  collectionId,
  name: z.optional(collectionName),
  description: z.optional(description),
});
export type EditCollection = z.output<typeof editCollectionInput>;

export const collectionFilesInput = closed({ collectionId, fileIds });
export type CollectionFiles = z.output<typeof collectionFilesInput>;
