import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItemFor, type FoundItem, itemOf, kindOfItem } from "@/lib/media/queries/find-item";
import { readStanding, shareChange, writeShares } from "@/lib/shares/commands/write-shares";
import { type SetShares, SHARING } from "@/lib/shares/input";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

/** `before` is the input that takes the change back. `shares`: what those who were named have now. */
type SharesSet = {
  changed: boolean;
  before: SetShares;
  shares: { id: string; granteeId: string }[];
};

/**
 * Gives people and groups a level on a thing, changes it or takes it back, from the next click on. What they reach
 * through folders above or through collections stays.
 */
export async function setShares(actor: Actor, { item, shares }: SetShares): Promise<SharesSet> {
  const operation = SHARING[kindOfItem(item)];
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, operation);
    return setSharesOf(tx, turn, await findItemFor(tx, turn.actor, operation, item), shares);
  });
}

/** The same within a change of whoever may share this thing. A share without an end lasts. */
export async function setSharesOf(
  tx: Tx,
  turn: Turn,
  found: FoundItem,
  shares: SetShares["shares"],
): Promise<SharesSet> {
  const standing = await readStanding(tx, turn, [found.id], shares);
  const wanted = shares.map((share) => ({ ...share, expiresAt: share.expiresAt ?? null }));
  const change = shareChange(turn, standing, found, wanted);
  const begun = await writeShares(tx, turn, standing, [change]);
  return {
    changed: change.before.length > 0,
    before: { item: itemOf(found), shares: change.before },
    shares: begun,
  };
}
