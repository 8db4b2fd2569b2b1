"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction } from "@/lib/http/define-action";
import { createFolder } from "@/lib/media/commands/create-folder";
import { moveItems } from "@/lib/media/commands/move";
import { renameFile, renameFolder } from "@/lib/media/commands/rename";
import { setTags } from "@/lib/media/commands/tags";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import { restoreVersion } from "@/lib/media/commands/versions";
import {
  createFolderInput,
  deleteInput,
  moveInput,
  renameFileInput,
  renameFolderInput,
  restoreInput,
  setTagsInput,
  versionInput,
} from "@/lib/media/input/change";
import { findDestination } from "./destinations";
import { destinationInput } from "./input";

export const createFolderAction = defineAction(createFolderInput, andRefresh(createFolder));
export const renameFileAction = defineAction(renameFileInput, andRefresh(renameFile));
export const renameFolderAction = defineAction(renameFolderInput, andRefresh(renameFolder));
export const moveItemsAction = defineAction(moveInput, andRefresh(moveItems));
export const deleteItemsAction = defineAction(deleteInput, andRefresh(deleteItems));
export const restoreItemsAction = defineAction(restoreInput, andRefresh(restoreItems));
export const setTagsAction = defineAction(setTagsInput, andRefresh(setTags));
export const restoreVersionAction = defineAction(versionInput, andRefresh(restoreVersion));
export const findDestinationAction = defineAction(destinationInput, findDestination);
