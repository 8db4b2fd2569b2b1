import { cookies } from "next/headers";
import { LibrarySkeleton } from "../library/library-skeleton";
import { TREE_COOKIE } from "../tree/tree-cookie";

export default async function LibraryLoading() {
  return <LibrarySkeleton treeIsOpen={(await cookies()).get(TREE_COOKIE)?.value !== "closed"} />;
}
