import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { marksApplied } from "@/lib/delivery/queries/marks-applied";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { writePurge } from "@/lib/purge/commands/write-purge";
import type { Purge } from "@/lib/purge/input";
import { type FieldOf, nameLines } from "@/lib/purge/queries/named-lines";
import { quotaIn } from "@/lib/purge/queries/quota";
import { siteIn } from "@/lib/purge/queries/site";
import { whyNotMore } from "@/lib/purge/rules/quota";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "purge.run";

/**
 * From its answer on, nothing that was cached before is served for these lines. That an address of each is fresh is read
 * afterwards, and the CDN in front is told then.
 */
export async function purgeCaches(
  actor: Actor,
  { reason, ...asked }: Purge,
  fieldOf?: FieldOf,
): Promise<{ id: string; matched: number }> {
  authorize(actor, OPERATION);
  const { mark, ...made } = await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const site = await siteIn(tx, turn.actor);
    const lines = await nameLines(tx, turn.actor, site, asked, fieldOf);
    const { now, ...quota } = await quotaIn(tx, turn.account.id);
    refuseIf(whyNotMore(quota, lines.length, now));
    return writePurge(tx, turn.actor, { site, lines, reason });
  });
  await marksApplied(mark);
  return made;
}
