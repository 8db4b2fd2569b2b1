import type { Branch, Branches } from "./branch";

/** A folder as a line of the tree. */
export type Line = Branch & { level: number; parentId: string; position: number; siblings: number; isOpen: boolean };

/** The lines that show while these folders are open, from top to bottom. */
export function linesOf(branches: Branches, open: ReadonlySet<string>, parentId = "", level = 1): Line[] {
  const children = branches[parentId] ?? [];
  return children.flatMap((branch, index) => {
    const isOpen = branch.hasFolders && open.has(branch.id);
    const line = { ...branch, level, parentId, position: index + 1, siblings: children.length, isOpen };
    return isOpen ? [line, ...linesOf(branches, open, branch.id, level + 1)] : [line];
  });
}
