import { and, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { groupMembers, members } from "@/db/schema/members";
import { notFound } from "@/lib/errors";
import type { Turn } from "@/lib/users/queries/lock-account";

type Person = { id: string; name: string };

/** Begins and ends memberships until exactly these people are in. @throws not found where one is not in the account */
export async function setMembers(tx: Tx, turn: Turn, groupId: string, memberIds: string[], reason = "taken out") {
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

export const presentMembers = (tx: Tx, turn: Turn, groupId: string): Promise<Person[]> =>
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
