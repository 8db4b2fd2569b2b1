/** Whether a person keeps the tree closed. */
export const TREE_COOKIE = "media-tree";
