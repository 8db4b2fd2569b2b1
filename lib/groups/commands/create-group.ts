import "server-only";
import { withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { groups } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordGroup, requireFreeName } from "@/lib/groups/commands/group";
import { setMembers } from "@/lib/groups/commands/members";
import type { CreateGroup } from "@/lib/groups/input";
import { requireGroups } from "@/lib/groups/rules";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** From then on, what is shared with the group reaches each of its members. */
export async function createGroup(
  actor: Actor,
  { name, description, memberIds }: CreateGroup,
): Promise<{ id: string }> {
  authorize(actor, "groups.create");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.create");
    requireGroups(turn.account.plan, "groups.create");
    const group = { id: newId("group"), name, description };
    await requireFreeName(tx, turn, group);
    await tx.insert(groups).values({ ...turn.begun, ...group });
    const { after } = await setMembers(tx, turn, group.id, memberIds);
    await recordGroup(tx, actor, "groups.create", group, { after: { name, description, members: after } });
    return { id: group.id };
  });
}
