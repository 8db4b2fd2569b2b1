import { type Asker, can } from "@/lib/permissions/can";
import type { Level, OperationId } from "@/lib/permissions/operations";

/** What can be done to a file and to a folder alike, and the operation that allows it. */
const ITEM_VERBS = {
  copy: "media.copy",
  rename: "media.rename",
  move: "media.move",
  delete: "media.delete",
  share: "media.share",
  seeAccess: "media.seeAccess",
  createLink: "shareLinks.create",
  publish: "media.publish",
  unpublish: "media.unpublish",
  purge: "purge.run",
} as const satisfies Record<string, OperationId>;

/** What can be done to a file. */
export const FILE_VERBS = {
  download: "media.download",
  newVersion: "media.newVersion",
  restoreVersion: "media.restoreVersion",
  deleteVersion: "media.deleteVersion",
  tag: "media.tag",
  editMetadata: "media.editMetadata",
  addToCollection: "collections.addFiles",
  ...ITEM_VERBS,
} as const satisfies Record<string, OperationId>;

export const FOLDER_VERBS = {
  zip: "media.zip",
  upload: "media.upload",
  createFolder: "folders.create",
  requestAccess: "access.request",
  ...ITEM_VERBS,
} as const satisfies Record<string, OperationId>;

export const COLLECTION_VERBS = {
  zip: "media.zip",
  addFiles: "collections.addFiles",
  rename: "collections.rename",
  removeFiles: "collections.removeFiles",
  delete: "collections.delete",
  share: "collections.share",
  createLink: "shareLinks.create",
} as const satisfies Record<string, OperationId>;

export type FileVerb = keyof typeof FILE_VERBS;
export type FolderVerb = keyof typeof FOLDER_VERBS;
export type CollectionVerb = keyof typeof COLLECTION_VERBS;

/** What this asker may do to a row that they reach at this level. */
export const verdictsOf = <Verb extends string>(
  verbs: Record<Verb, OperationId>,
  asker: Asker,
  level: Level,
): Record<Verb, boolean> => {
  const entries = Object.entries<OperationId>(verbs).map(([verb, operation]) => [
    verb,
    can(asker, operation, { level, ownerId: "" }),
  ]);
  return Object.fromEntries(entries) as Record<Verb, boolean>;
};
