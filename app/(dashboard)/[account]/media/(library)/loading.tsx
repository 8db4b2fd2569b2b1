import { cookies } from "next/headers";
import { STRIP_COOKIE } from "../collections/strip-cookie";
import { LibrarySkeleton } from "../library/library-skeleton";
import { TREE_COOKIE } from "../tree/tree-cookie";

export default async function LibraryLoading() {
  const jar = await cookies();
  return (
    <LibrarySkeleton
      treeIsOpen={jar.get(TREE_COOKIE)?.value !== "closed"}
      hasCollections={jar.get(STRIP_COOKIE)?.value === "shown"}
    />
  );
}
