import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { invitationLinks, invitations, members, permissionGrants, roleAssignments } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import { recordAuditOfEach } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { inBatches } from "@/lib/in-batches";
import type { Permission } from "@/lib/permissions/permissions";
import { roleColumns } from "@/lib/users/commands/access-rows";
import { stateOf } from "@/lib/users/commands/change-access";
import type { Turn } from "@/lib/users/queries/lock-account";
import { keptOut } from "@/lib/users/rules";

type Enrolment = {
  email: string;
  name: string;
  roleId: string | null;
  /** As words for the audit log. */
  roleName: string | null;
  permissions: readonly Permission[];
};

/**
 * Makes people members without an invitation, for the server's operator: they can sign in at once. An invitation that
 * one of them has is over. Whether seats are free is asked by who calls it, in the account's turn.
 * @throws AppError `conflict` where the account's sign-in policy keeps an address out
 * @returns the ids of the members, in the order of the people
 */
export async function enrolUsers(tx: Tx, turn: Turn, people: readonly Enrolment[]): Promise<string[]> {
  for (const { email } of people) refuseIf(keptOut(turn.account, email));
  const enrolled: (Enrolment & { memberId: string })[] = [];
  for (const batch of inBatches(people)) {
    const userIds = await findOrMakeUsers(tx, batch);
    const rows = batch.map((person) => ({
      ...person,
      memberId: newId("member"),
      userId: userIds.get(person.email) ?? "",
    }));
    await tx
      .insert(members)
      .values(rows.map(({ memberId, userId, name, email }) => ({ ...turn.begun, id: memberId, userId, name, email })));
    await beginAccess(tx, turn, rows);
    await endInvitations(tx, turn, batch);
    enrolled.push(...rows);
  }
  await recordAuditOfEach(
    tx,
    turn.actor,
    "users.invite",
    enrolled.map(({ memberId, name, email, roleName, permissions }) => ({
      kind: "user",
      id: memberId,
      name,
      change: { after: { email, ...stateOf(roleName ?? undefined, permissions.map(withoutEnd)) } },
    })),
  );
  return enrolled.map(({ memberId }) => memberId);
}

const withoutEnd = (permission: Permission) => ({ permission, expiresAt: null });

/** By e-mail. Someone who is a member elsewhere is the same user here, under the name that they go by. */
async function findOrMakeUsers(tx: Tx, people: readonly Enrolment[]): Promise<Map<string, string>> {
  await tx
    .insert(users)
    .values(people.map(({ email, name }) => ({ id: newId("user"), email, name })))
    .onConflictDoNothing();
  const emails = people.map(({ email }) => email);
  const found = await tx
    .select({ id: users.id, email: sql<string>`lower(${users.email})` })
    .from(users)
    .where(inArray(sql`lower(${users.email})`, emails));
  return new Map(found.map(({ id, email }) => [email, id]));
}

async function beginAccess(tx: Tx, turn: Turn, people: readonly (Enrolment & { memberId: string })[]): Promise<void> {
  const assignments = people
    .filter(({ roleId }) => roleId !== null)
    .map(({ memberId, roleId }) => ({ ...turn.begun, id: newId("roleAssignment"), memberId, ...roleColumns(roleId) }));
  const grants = people.flatMap(({ memberId, permissions }) =>
    permissions.map((permission) => ({ ...turn.begun, id: newId("grant"), memberId, permission })),
  );
  for (const batch of inBatches(assignments)) await tx.insert(roleAssignments).values(batch);
  for (const batch of inBatches(grants)) await tx.insert(permissionGrants).values(batch);
}

async function endInvitations(tx: Tx, turn: Turn, people: readonly Enrolment[]): Promise<void> {
  const [i, l] = [invitations, invitationLinks];
  const emails = people.map(({ email }) => email);
  const ended = await tx
    .update(i)
    .set(turn.ended("enrolled"))
    .where(and(eq(i.accountId, turn.account.id), inArray(sql`lower(${i.email})`, emails), isNull(i.endedAt)))
    .returning({ id: i.id });
  const ids = ended.map(({ id }) => id);
  await tx
    .update(l)
    .set(turn.ended("enrolled"))
    .where(and(eq(l.accountId, turn.account.id), inArray(l.invitationId, ids), isNull(l.endedAt)));
}
