import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { groups } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { findCurrentGroup, recordGroup, requireFreeName } from "@/lib/groups/commands/group";
import type { EditGroup } from "@/lib/groups/input";
import { requireGroups } from "@/lib/groups/rules";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** Its members and what is shared with it stay as they are. */
export async function editGroup(actor: Actor, { groupId, ...changes }: EditGroup): Promise<void> {
  authorize(actor, "groups.edit");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.edit");
    requireGroups(turn.account.plan, "groups.edit");
    const before = await findCurrentGroup(tx, turn, groupId);
    const after = { ...before, ...changes };
    if (after.name === before.name && after.description === before.description) return;
    await requireFreeName(tx, turn, after);
    await tx
      .update(groups)
      .set({ name: after.name, description: after.description })
      .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId)));
    await recordGroup(tx, actor, "groups.edit", after, { before, after });
  });
}
