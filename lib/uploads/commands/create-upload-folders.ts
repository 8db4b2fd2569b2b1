import "server-only";
import type { Actor } from "@/lib/actor";
import { createFolderTree } from "@/lib/media/commands/create-folder";
import { safeName } from "@/lib/media/rules/name";
import type { UploadFolders } from "@/lib/uploads/input";

/** Recreates the folders that were dropped, under the nearest names that can be kept. @returns the id of each path, in their order */
export const createUploadFolders = (actor: Actor, { parentId, paths }: UploadFolders): Promise<{ ids: string[] }> =>
  createFolderTree(actor, { parentId, paths: paths.map((path) => path.map(safeName)) });
