import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { forEachItem, type Outcome } from "@/lib/media/commands/outcomes";
import { readStanding, type ShareChange, shareChange, writeShares } from "@/lib/shares/commands/write-shares";
import { IDS, idsOfThings, SHARING, type ShareItems } from "@/lib/shares/input";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** `before` is the input that takes all of it back; without changes where nothing changed. */
type ItemsShared = { outcomes: Outcome[]; before: ShareItems };

/**
 * Gives people and groups a level on many things in one step, changes it or takes it back. What the actor may not share
 * stays as it is and is told with the reason.
 */
export async function shareItems(actor: Actor, { changes }: ShareItems): Promise<ItemsShared> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.share");
    const standing = await readStanding(
      tx,
      turn,
      changes.flatMap(idsOfThings),
      changes.flatMap(({ shares }) => shares),
    );
    const outcomes: Outcome[] = [];
    const made: ShareChange[] = [];
    for (const { shares, ...things } of changes)
      for (const kind of ["folder", "file", "collection"] as const)
        outcomes.push(
          ...(await forEachItem(tx, turn, kind, things[IDS[kind]], {
            operation: SHARING[kind],
            run: async (item) => {
              const change = shareChange(turn, standing, item, shares);
              made.push(change);
              return change.before.length > 0;
            },
          })),
        );
    await writeShares(tx, turn, standing, made);
    return { outcomes, before: { changes: wayBack(made) } };
  });
}

/** Things on which those who were named had the same go back together. */
function wayBack(made: readonly ShareChange[]): ShareItems["changes"] {
  const ways = new Map<string, ShareItems["changes"][number]>();
  for (const { item, before: shares } of made) {
    if (shares.length === 0) continue;
    const key = JSON.stringify(shares);
    const way = ways.get(key) ?? { fileIds: [], folderIds: [], collectionIds: [], shares };
    way[IDS[item.kind]].push(item.id);
    ways.set(key, way);
  }
  return [...ways.values()];
}
