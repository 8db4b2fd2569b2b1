import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findCurrentGroup, recordGroup } from "@/lib/groups/commands/group";
import { presentMembers, setMembers } from "@/lib/groups/commands/members";
import type { GroupMembers } from "@/lib/groups/input";
import { requireGroups } from "@/lib/groups/rules";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** Exactly these people are in the group afterwards. */
export const setGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, () => memberIds);

export const addGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, (present) => [...new Set([...present, ...memberIds])]);

export const removeGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, (present) => present.filter((id) => !memberIds.includes(id)));

async function changeMembers(
  actor: Actor,
  groupId: string,
  choose: (present: string[]) => string[],
): Promise<{ added: number; removed: number }> {
  authorize(actor, "groups.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.edit");
    const group = await findCurrentGroup(tx, turn, groupId);
    const present = (await presentMembers(tx, turn, groupId)).map((member) => member.id);
    const change = await setMembers(tx, turn, groupId, choose(present));
    const { before, after, added, removed } = change;
    if (added > 0) requireGroups(turn.account.plan, "groups.edit");
    if (added + removed > 0)
      await recordGroup(tx, actor, "groups.edit", group, { before: { members: before }, after: { members: after } });
    return { added, removed };
  });
}
