"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction } from "@/lib/http/define-action";
import { createFolder } from "@/lib/media/commands/create-folder";
import { moveItems } from "@/lib/media/commands/move";
import { renameFile, renameFolder } from "@/lib/media/commands/rename";
import { deleteItems, restoreItems } from "@/lib/media/commands/trash";
import {
  createFolderInput,
  deleteInput,
  moveInput,
  renameFileInput,
  renameFolderInput,
  restoreInput,
} from "@/lib/media/input/change";
import { findDestination } from "./destinations";
import { destinationInput } from "./input";

export const createFolderAction = defineAction(createFolderInput, andRefresh(createFolder));
export const renameFileAction = defineAction(renameFileInput, andRefresh(renameFile));
export const renameFolderAction = defineAction(renameFolderInput, andRefresh(renameFolder));
export const moveItemsAction = defineAction(moveInput, andRefresh(moveItems));
export const deleteItemsAction = defineAction(deleteInput, andRefresh(deleteItems));
export const restoreItemsAction = defineAction(restoreInput, andRefresh(restoreItems));
export const findDestinationAction = defineAction(destinationInput, findDestination);
