import "server-only";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { groupMembers, groups, members } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { notFound } from "@/lib/errors";
import type { CreateGroup, EditGroup, GroupMembers } from "@/lib/groups/input";
import { nameTaken, requireGroups } from "@/lib/groups/rules";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

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
    await record(tx, actor, "groups.create", group, { after: { name, description, members: after } });
    return { id: group.id };
  });
}

/** Its members and what is shared with it stay as they are. */
export async function editGroup(actor: Actor, { groupId, ...changes }: EditGroup): Promise<void> {
  authorize(actor, "groups.edit");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.edit");
    requireGroups(turn.account.plan, "groups.edit");
    const before = await findCurrent(tx, turn, groupId);
    const after = { ...before, ...changes };
    if (after.name === before.name && after.description === before.description) return;
    await requireFreeName(tx, turn, after);
    await tx
      .update(groups)
      .set({ name: after.name, description: after.description })
      .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId)));
    await record(tx, actor, "groups.edit", after, { before, after });
  });
}

/** The people stay in the account; what they reached through the group alone is gone for them at once. */
export async function deleteGroup(actor: Actor, groupId: string): Promise<void> {
  authorize(actor, "groups.delete");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.delete");
    const group = await findCurrent(tx, turn, groupId);
    const { before } = await setMembers(tx, turn, groupId, [], "group deleted");
    await tx
      .update(groups)
      .set(turn.ended("deleted"))
      .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId)));
    await record(tx, actor, "groups.delete", group, {
      before: { name: group.name, description: group.description, members: before },
    });
  });
}

/** Exactly these people are in the group afterwards. */
export const setGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, () => memberIds);

export const addGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, (present) => [...new Set([...present, ...memberIds])]);

export const removeGroupMembers = (actor: Actor, { groupId, memberIds }: GroupMembers) =>
  changeMembers(actor, groupId, (present) => present.filter((id) => !memberIds.includes(id)));

/**
 * Takes a person out of every group, as part of a change that takes the library from them or them from the account.
 * @returns the names of the groups, for the change's own audit event
 */
export async function endGroupMemberships(tx: Tx, turn: Turn, memberId: string, reason: string): Promise<string[]> {
  const ended = await tx
    .update(groupMembers)
    .set(turn.ended(reason))
    .where(
      and(eq(groupMembers.accountId, turn.account.id), eq(groupMembers.memberId, memberId), isCurrent(groupMembers)),
    )
    .returning({ groupId: groupMembers.groupId });
  const ids = ended.map((row) => row.groupId);
  const named = await tx
    .select({ name: groups.name })
    .from(groups)
    .where(and(eq(groups.accountId, turn.account.id), inArray(groups.id, ids)))
    .orderBy(sql`lower(${groups.name})`);
  return named.map((group) => group.name);
}

async function changeMembers(
  actor: Actor,
  groupId: string,
  choose: (present: string[]) => string[],
): Promise<{ added: number; removed: number }> {
  authorize(actor, "groups.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "groups.edit");
    const group = await findCurrent(tx, turn, groupId);
    const present = (await presentMembers(tx, turn, groupId)).map((member) => member.id);
    const change = await setMembers(tx, turn, groupId, choose(present));
    const { before, after, added, removed } = change;
    if (added > 0) requireGroups(turn.account.plan, "groups.edit");
    if (added + removed > 0)
      await record(tx, actor, "groups.edit", group, { before: { members: before }, after: { members: after } });
    return { added, removed };
  });
}

type Person = { id: string; name: string };

/** Begins and ends memberships until exactly these people are in. @throws not found where one is not in the account */
async function setMembers(tx: Tx, turn: Turn, groupId: string, memberIds: string[], reason = "taken out") {
  const before = await presentMembers(tx, turn, groupId);
  const wanted = new Set(memberIds);
  const leaving = before.filter((member) => !wanted.has(member.id));
  const staying = before.filter((member) => wanted.has(member.id));
  const present = new Set(before.map((member) => member.id));
  const joining = await findPeople(
    tx,
    turn,
    memberIds.filter((id) => !present.has(id)),
  );
  if (leaving.length > 0)
    await tx
      .update(groupMembers)
      .set(turn.ended(reason))
      .where(
        and(
          eq(groupMembers.accountId, turn.account.id),
          eq(groupMembers.groupId, groupId),
          inArray(
            groupMembers.memberId,
            leaving.map((member) => member.id),
          ),
          isCurrent(groupMembers),
        ),
      );
  if (joining.length > 0)
    await tx
      .insert(groupMembers)
      .values(joining.map(({ id }) => ({ ...turn.begun, id: newId("groupMember"), groupId, memberId: id })));
  return { before, after: [...staying, ...joining], added: joining.length, removed: leaving.length };
}

const presentMembers = (tx: Tx, turn: Turn, groupId: string): Promise<Person[]> =>
  tx
    .select({ id: members.id, name: members.name })
    .from(groupMembers)
    .innerJoin(members, and(eq(members.accountId, groupMembers.accountId), eq(members.id, groupMembers.memberId)))
    .where(and(eq(groupMembers.accountId, turn.account.id), eq(groupMembers.groupId, groupId), isCurrent(groupMembers)))
    .orderBy(sql`lower(${members.name})`);

async function findPeople(tx: Tx, turn: Turn, memberIds: string[]): Promise<Person[]> {
  const found = await tx
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(and(eq(members.accountId, turn.account.id), inArray(members.id, memberIds), isCurrent(members)));
  if (found.length < memberIds.length) throw notFound("person");
  return found;
}

async function findCurrent(tx: Tx, turn: Turn, groupId: string) {
  const [group] = await tx
    .select({ id: groups.id, name: groups.name, description: groups.description })
    .from(groups)
    .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId), isCurrent(groups)));
  if (!group) throw notFound("group");
  return group;
}

/** Safe from races, because it is this change's turn in the account. */
async function requireFreeName(tx: Tx, turn: Turn, { id, name }: Person): Promise<void> {
  const [other] = await tx
    .select({ id: groups.id })
    .from(groups)
    .where(
      and(
        eq(groups.accountId, turn.account.id),
        sql`lower(${groups.name}) = lower(${name})`,
        ne(groups.id, id),
        isCurrent(groups),
      ),
    );
  if (other) throw nameTaken(name);
}

const record = (
  tx: Tx,
  actor: Actor,
  operation: "groups.create" | "groups.edit" | "groups.delete",
  { id, name }: Person,
  change: { before?: object; after?: object },
) => recordAudit(tx, actor, operation, { kind: "group", id, name }, change);
