"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import {
  addFiles,
  createCollection,
  deleteCollection,
  editCollection,
  removeFiles,
} from "@/lib/media/commands/collections";
import { copyFiles } from "@/lib/media/commands/copy";
import { copyFolder, copyFolderRest } from "@/lib/media/commands/copy-folder";
import { createFolder } from "@/lib/media/commands/create-folder";
import { editMetadata } from "@/lib/media/commands/metadata";
import { moveItems } from "@/lib/media/commands/move";
import { publishItems, unpublishItems } from "@/lib/media/commands/privacy";
import { renameFile, renameFolder } from "@/lib/media/commands/rename";
import { setTags, tagFiles } from "@/lib/media/commands/tags";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { deleteVersion, restoreVersion } from "@/lib/media/commands/versions";
import {
  collectionFilesInput,
  copyFolderInput,
  copyFolderRestInput,
  copyInput,
  createCollectionInput,
  createFolderInput,
  deleteInput,
  editCollectionInput,
  editMetadataInput,
  moveInput,
  publishInput,
  renameFileInput,
  renameFolderInput,
  restoreInput,
  setTagsInput,
  sharedMetadataInput,
  tagInput,
  versionInput,
} from "@/lib/media/input/change";
import { collectionInput } from "@/lib/media/input/items";
import { collectionsSearch, filesSearch, foldersSearch, suggestInput } from "@/lib/media/input/search";
import { listCollections } from "@/lib/media/queries/list-collections";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolders } from "@/lib/media/queries/list-folder";
import { sharedMetadata } from "@/lib/media/queries/shared-metadata";
import { suggest } from "@/lib/media/queries/suggest";
import { findDestination } from "./destinations";
import { destinationInput } from "./input";

export const createFolderAction = defineOnceAction(createFolderInput, createFolder);
export const renameFileAction = defineAction(renameFileInput, andRefresh(renameFile));
export const renameFolderAction = defineAction(renameFolderInput, andRefresh(renameFolder));
export const moveItemsAction = defineOnceAction(moveInput, moveItems);
export const copyFilesAction = defineOnceAction(copyInput, copyFiles);
export const copyFolderAction = defineOnceAction(copyFolderInput, copyFolder);
export const copyFolderRestAction = defineOnceAction(copyFolderRestInput, copyFolderRest);
export const deleteItemsAction = defineOnceAction(deleteInput, deleteItems);
export const restoreItemsAction = defineOnceAction(restoreInput, restoreItems);
export const publishItemsAction = defineOnceAction(publishInput, publishItems);
export const unpublishItemsAction = defineOnceAction(publishInput, unpublishItems);
export const tagFilesAction = defineOnceAction(tagInput, tagFiles);
export const setTagsAction = defineOnceAction(setTagsInput, setTags);
export const editMetadataAction = defineOnceAction(editMetadataInput, editMetadata);
export const sharedMetadataAction = defineAction(sharedMetadataInput, sharedMetadata);
export const restoreVersionAction = defineAction(versionInput, andRefresh(restoreVersion));
export const deleteVersionAction = defineAction(versionInput, andRefresh(deleteVersion));

export const createCollectionAction = defineOnceAction(createCollectionInput, createCollection);
export const editCollectionAction = defineAction(editCollectionInput, andRefresh(editCollection));
export const deleteCollectionAction = defineAction(
  collectionInput,
  andRefresh((actor, { collectionId }) => deleteCollection(actor, collectionId)),
);
export const addFilesAction = defineOnceAction(collectionFilesInput, addFiles);
export const removeFilesAction = defineOnceAction(collectionFilesInput, removeFiles);

export const listFilesAction = defineAction(filesSearch, listFiles);
export const listFoldersAction = defineAction(foldersSearch, listFolders);
export const listCollectionsAction = defineAction(collectionsSearch, listCollections);
export const suggestMediaAction = defineAction(suggestInput, suggest);
export const findDestinationAction = defineAction(destinationInput, findDestination);
