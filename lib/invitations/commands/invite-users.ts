import "server-only";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { invitations } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAuditOfEach } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { mailInvitations } from "@/lib/invitations/commands/links";
import type { InviteUsers } from "@/lib/invitations/input";
import { expiryFrom, requireOffer } from "@/lib/invitations/rules";
import type { Source } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { roleColumns } from "@/lib/users/commands/access-rows";
import { findRole } from "@/lib/users/queries/access";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { accessInWords, whyNoSeats, whyNotAddress, withoutUserManagement } from "@/lib/users/rules";

/** What became of one address, in the order of the request. */
export type Invited =
  | { email: string; outcome: "invited"; invitationId: string; reason: null }
  | { email: string; outcome: "skipped"; invitationId: null; reason: string };

type Invitee = InviteUsers["people"][number];

/**
 * Each person gets a mail with a link that lasts seven days. An address that needs no invitation is skipped with the
 * reason; where seats are missing for the others, nobody is invited.
 */
export async function inviteUsers(actor: Actor, { people }: InviteUsers): Promise<Invited[]> {
  authorize(actor, "users.invite");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.invite");
    refuseIf(withoutUserManagement(turn.account.plan, "users.invite"));
    const roles = await rolesOf(tx, turn, people);
    for (const person of people) requireOffer(turn.actor, turn.account, turn.now, { ...person, role: roles(person) });

    const reasons = await reasonsToSkip(tx, turn, people);
    const judged = people.map((person, i) => ({
      ...person,
      id: newId("invitation"),
      role: roles(person)?.name ?? null,
      reason: reasons[i] ?? null,
    }));
    const wanted = judged.filter(({ reason }) => reason === null);
    refuseIf(whyNoSeats(await seatsIn(tx, turn.account.id), wanted.length));
    await beginInvitations(tx, turn, wanted);
    return judged.map(({ email, id, reason }) =>
      reason === null
        ? { email, outcome: "invited", invitationId: id, reason }
        : { email, outcome: "skipped", invitationId: null, reason },
    );
  });
}

async function rolesOf(tx: Tx, turn: Turn, people: readonly Invitee[]): Promise<(person: Invitee) => Source | null> {
  const roles = new Map<string, Source>();
  for (const { roleId } of people)
    if (roleId !== null && !roles.has(roleId)) roles.set(roleId, await findRole(tx, turn.account.id, roleId));
  return ({ roleId }) => (roleId === null ? null : (roles.get(roleId) ?? null));
}

type Known = { email: string; member: string | null };

/** For each person why they are not invited, or null. */
async function reasonsToSkip(tx: Tx, { account }: Turn, people: readonly Invitee[]): Promise<(string | null)[]> {
  const emails = people.map(({ email }) => email);
  const rows = await tx.execute<Known>(sql`
    select lower(m.email) as email, m.name as member from members m
    where m.account_id = ${account.id} and m.ended_at is null and lower(m.email) in ${emails}
    union all
    select lower(i.email), null from invitations i
    where i.account_id = ${account.id} and i.ended_at is null and i.expires_at > now() and lower(i.email) in ${emails}`);
  const known = new Map(rows.map((row) => [row.email, row]));
  return emails.map((email, i) => {
    const found = known.get(email);
    if (emails.indexOf(email) < i) return "This address stands in the list twice.";
    if (found?.member) return `${found.member} is already a member.`;
    if (found) return "They are already invited. Send that invitation again, or change it.";
    return whyNotAddress(account, email);
  });
}

/** An invitation that has run out gives way to the new one to the same address. */
async function endExpired(tx: Tx, turn: Turn, people: readonly Invitee[]): Promise<void> {
  const i = invitations;
  const emails = people.map(({ email }) => email);
  await tx
    .update(i)
    .set(turn.ended("expired"))
    .where(and(eq(i.accountId, turn.account.id), inArray(sql`lower(${i.email})`, emails), isNull(i.endedAt)));
}

type Offer = Invitee & { id: string; role: string | null };

async function beginInvitations(tx: Tx, turn: Turn, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) return;
  await endExpired(tx, turn, offers);
  const expiresAt = expiryFrom(turn.now);
  await tx.insert(invitations).values(
    offers.map(({ id, email, name = "", roleId, permissions, grantsExpireAt = null }) => ({
      ...turn.begun,
      ...roleColumns(roleId),
      id,
      email,
      name,
      permissions,
      grantsExpireAt,
      expiresAt,
      sentAt: turn.now,
    })),
  );
  await mailInvitations(
    tx,
    turn,
    offers.map(({ id, email, role, permissions }) => ({ id, email, role, permissions, expiresAt })),
  );
  await recordAuditOfEach(
    tx,
    turn.actor,
    "users.invite",
    offers.map(({ id, email, name, role, permissions, grantsExpireAt }) => ({
      kind: "invitation",
      id,
      name: name || email,
      change: {
        after: {
          email,
          access: accessInWords(role, permissions),
          expiresAt,
          ...(grantsExpireAt && { grantsExpireAt }),
        },
      },
    })),
  );
}
