import type { MemberActor } from "@/lib/actor";
import { orNull } from "@/lib/http/or-null";
import { listFolders } from "@/lib/media/queries/list-folder";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { seesRoot } from "@/lib/media/rules/root";
import { type Branches, toBranch } from "./branch";

const MOST = 500;

/** The tree as far as it is open: the top, and what lies in each folder down to the one that is shown. */
export async function readBranches(actor: MemberActor, openIds: readonly string[]): Promise<Branches> {
  const top = seesRoot(actor)
    ? (await listFolders(actor, { parentId: null, limit: MOST })).rows
    : (await sharedWithMe(actor)).folders;
  const inner = await Promise.all(
    openIds.map(async (parentId) => {
      const within = await orNull(listFolders(actor, { parentId, limit: MOST }));
      return [parentId, within?.rows ?? []] as const;
    }),
  );
  return Object.fromEntries([["", top] as const, ...inner].map(([id, rows]) => [id, rows.map(toBranch)]));
}
