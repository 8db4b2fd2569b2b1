import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { groupMembers, groups, members } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";
import { authorize, can } from "@/lib/permissions/can";

export type GroupRow = {
  id: string;
  name: string;
  description: string;
  createdAt: Date;
  memberCount: number;
  /** The first few by name, for a list. */
  firstMembers: { id: string; name: string }[];
  can: { edit: boolean; delete: boolean };
};

export type GroupMember = { id: string; name: string; email: string; since: Date; suspended: boolean };

const SHOWN_MEMBERS = 5;

const columns = { id: groups.id, name: groups.name, description: groups.description, createdAt: groups.startedAt };

const joined = and(
  eq(members.accountId, groupMembers.accountId),
  eq(members.id, groupMembers.memberId),
  isCurrent(members),
);

const currentOf = (accountId: string) => and(eq(groups.accountId, accountId), isCurrent(groups));

/** By name. */
export async function listGroups(actor: Actor): Promise<GroupRow[]> {
  authorize(actor, "groups.view");
  return withAccount(actor.account.id, async (tx) => {
    const found = await tx
      .select(columns)
      .from(groups)
      .where(currentOf(actor.account.id))
      .orderBy(sql`lower(${groups.name})`);
    return withMembers(tx, actor, found);
  });
}

export async function findGroup(actor: Actor, groupId: string): Promise<GroupRow & { members: GroupMember[] }> {
  authorize(actor, "groups.view");
  return withAccount(actor.account.id, async (tx) => {
    const found = await tx
      .select(columns)
      .from(groups)
      .where(and(currentOf(actor.account.id), eq(groups.id, groupId)));
    const [group] = await withMembers(tx, actor, found);
    if (!group) throw notFound("group");
    return { ...group, members: await membersOf(tx, actor, groupId) };
  });
}

/** The groups that someone is in, by name. */
export async function listGroupsOf(
  actor: Actor,
  memberId: string,
): Promise<{ id: string; name: string; since: Date }[]> {
  authorize(actor, "groups.view");
  return withAccount(actor.account.id, (tx) =>
    tx
      .select({ id: groups.id, name: groups.name, since: groupMembers.startedAt })
      .from(groupMembers)
      .innerJoin(groups, and(eq(groups.accountId, groupMembers.accountId), eq(groups.id, groupMembers.groupId)))
      .where(
        and(
          eq(groupMembers.accountId, actor.account.id),
          eq(groupMembers.memberId, memberId),
          isCurrent(groupMembers),
          isCurrent(groups),
        ),
      )
      .orderBy(sql`lower(${groups.name})`),
  );
}

type Found = Pick<GroupRow, "id" | "name" | "description" | "createdAt">;

async function withMembers(tx: Tx, actor: Actor, found: Found[]): Promise<GroupRow[]> {
  const counted = await tx
    .select({
      groupId: groupMembers.groupId,
      count: sql<number>`count(*)::int`,
      first: sql<GroupRow["firstMembers"]>`
        (array_agg(json_build_object('id', ${members.id}, 'name', ${members.name}) order by lower(${members.name}), ${members.id}))[1:${SHOWN_MEMBERS}::int]`,
    })
    .from(groupMembers)
    .innerJoin(members, joined)
    .where(
      and(
        eq(groupMembers.accountId, actor.account.id),
        inArray(
          groupMembers.groupId,
          found.map((group) => group.id),
        ),
        isCurrent(groupMembers),
      ),
    )
    .groupBy(groupMembers.groupId);
  const counts = new Map(counted.map((row) => [row.groupId, row]));
  return found.map((group) => ({
    ...group,
    memberCount: counts.get(group.id)?.count ?? 0,
    firstMembers: counts.get(group.id)?.first ?? [],
    can: {
      edit: can(actor, "groups.edit") && PLANS[actor.account.plan].groups,
      delete: can(actor, "groups.delete"),
    },
  }));
}

const membersOf = (tx: Tx, actor: Actor, groupId: string): Promise<GroupMember[]> =>
  tx
    .select({
      id: members.id,
      name: members.name,
      email: members.email,
      since: groupMembers.startedAt,
      suspended: sql<boolean>`exists (select from suspensions s
        where s.account_id = ${members.accountId} and s.member_id = ${members.id} and s.ended_at is null)`,
    })
    .from(groupMembers)
    .innerJoin(members, joined)
    .where(
      and(eq(groupMembers.accountId, actor.account.id), eq(groupMembers.groupId, groupId), isCurrent(groupMembers)),
    )
    .orderBy(sql`lower(${members.name})`, asc(members.id));
