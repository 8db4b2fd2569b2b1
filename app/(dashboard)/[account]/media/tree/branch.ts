import type { FolderRow } from "@/lib/media/queries/rows";

export type Branch = { id: string; name: string; hasFolders: boolean };

/** The folders in some folders, by the id of each; those at the top stand under "". */
export type Branches = Record<string, Branch[]>;

export const toBranch = ({ id, name, hasFolders }: FolderRow): Branch => ({ id, name, hasFolders });
