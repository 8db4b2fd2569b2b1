import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { groups } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { findCurrentGroup, recordGroup } from "@/lib/groups/commands/group";
import { setMembers } from "@/lib/groups/commands/members";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** The people stay in the account; what they reached through the group alone is gone for them at once. */
export async function deleteGroup(actor: Actor, groupId: string): Promise<void> {
  authorize(actor, "groups.delete");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.delete");
    const group = await findCurrentGroup(tx, turn, groupId);
    const { before } = await setMembers(tx, turn, groupId, [], "group deleted");
    await tx
      .update(groups)
      .set(turn.ended("deleted"))
      .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId)));
    await recordGroup(tx, actor, "groups.delete", group, {
      before: { name: group.name, description: group.description, members: before },
    });
  });
}
