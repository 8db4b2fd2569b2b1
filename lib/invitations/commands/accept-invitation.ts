import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { invitations, members } from "@/db/schema/members";
import { users } from "@/db/schema/users";
import type { Origin } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { endLinks } from "@/lib/invitations/commands/links";
import type { AcceptInvitation } from "@/lib/invitations/input";
import { type OpenInvitation, openInvitation } from "@/lib/invitations/queries/find-invitation";
import { noLongerOpen } from "@/lib/invitations/rules";
import { admitGuest } from "@/lib/sign-in/commands/admit-guest";
import { type NewSession, startSession } from "@/lib/sign-in/commands/start-session";
import { listActorsOf } from "@/lib/sign-in/queries";
import { beginMembership } from "@/lib/users/commands/begin-membership";
import { lockAccountRow, type LockedAccount, stampsOf } from "@/lib/users/queries/lock-account";
import { accessInWords, whyNotAddress } from "@/lib/users/rules";

/** What shows that it is the invited person who accepts: the link came by mail, or they are signed in. */
export type Proof = { kind: "mail-link" } | { kind: "user"; userId: string };

type Accepted = {
  account: { id: string; slug: string };
  memberId: string;
  userId: string;
  /** For whoever came by a mailed link: it signs them in. */
  session: NewSession | null;
};

type Acceptance = AcceptInvitation & { by: Proof; origin: Origin };

/** The person is a member with exactly what was offered, and their name stands in the list. It works once. */
export async function acceptInvitation({ token, name, by, origin }: Acceptance): Promise<Accepted> {
  return withSystem(async (tx) => {
    const found = await openInvitation(tx, token);
    if (!found) throw noLongerOpen();
    const { account, now } = await lockAccountRow(tx, found.accountId);
    const invitation = await openInvitation(tx, token, sql`${now.toISOString()}::timestamptz`);
    if (!invitation) throw noLongerOpen();

    const userId = await provenUser(tx, account, invitation, by, name);
    const memberId = await join(tx, account, invitation, userId, now);
    const session = by.kind === "mail-link" ? await startSession(tx, { userId, method: "email" }, origin) : null;
    await recordAcceptance(tx, invitation, { userId, memberId }, origin);
    return { account: { id: account.id, slug: account.slug }, memberId, userId, session };
  });
}

/** The user whom the proof shows to be the invited person; someone new is made by a mailed link alone. */
async function provenUser(
  tx: Tx,
  account: LockedAccount,
  { email, delivery, name: called }: OpenInvitation,
  by: Proof,
  name: string | undefined,
): Promise<string> {
  const outside = whyNotAddress(account, email);
  if (outside) throw new AppError("conflict", outside);
  if (by.kind === "user") {
    const [user] = await tx
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          eq(users.id, by.userId),
          sql`lower(${users.email}) = lower(${email})`,
          sql`${users.emailVerifiedAt} is not null`,
        ),
      );
    if (!user)
      throw new AppError("conflict", `This invitation is for ${email}. Sign in with that address to accept it.`);
    return user.id;
  }
  if (delivery !== "mail") throw new AppError("conflict", `Sign in as ${email} to accept this invitation.`);
  if (account.googleOnly)
    throw new AppError(
      "conflict",
      `${account.name} is open to sign-in with Google only. Sign in with Google as ${email}, then open this link again.`,
    );
  const userId = await admitGuest(tx, { email, name: name || called });
  if (!userId) throw noLongerOpen();
  return userId;
}

async function join(
  tx: Tx,
  account: LockedAccount,
  { id, invitedById, roleId, permissions, grantsExpireAt }: OpenInvitation,
  userId: string,
  now: Date,
): Promise<string> {
  const m = members;
  const [present] = await tx
    .select({ id: m.id })
    .from(m)
    .where(and(eq(m.accountId, account.id), eq(m.userId, userId), isNull(m.endedAt)));
  if (present) throw new AppError("conflict", `You are already a member of ${account.name}.`);
  const [user] = await tx.select().from(users).where(eq(users.id, userId));
  if (!user) throw noLongerOpen();

  const stamps = stampsOf(account.id, invitedById, now);
  const over = grantsExpireAt !== null && grantsExpireAt <= now;
  const grants = over ? [] : permissions.map((permission) => ({ permission, expiresAt: grantsExpireAt }));
  const memberId = await beginMembership(tx, stamps, { user, roleId, grants });
  const i = invitations;
  const { ended } = stampsOf(account.id, memberId, now);
  await tx
    .update(i)
    .set({ ...ended("accepted"), memberId })
    .where(and(eq(i.accountId, account.id), eq(i.id, id)));
  await endLinks(tx, { begun: stamps.begun, ended }, id, "accepted");
  return memberId;
}

async function recordAcceptance(
  tx: Tx,
  { id, accountId, email, role, permissions }: OpenInvitation,
  { userId, memberId }: { userId: string; memberId: string },
  origin: Origin,
): Promise<void> {
  const actor = (await listActorsOf(tx, userId, "", origin)).find(({ account }) => account.id === accountId);
  if (!actor) throw noLongerOpen();
  await recordAudit(
    tx,
    actor,
    "invitations.accept",
    { kind: "user", id: memberId, name: actor.name },
    { before: { invitation: id }, after: { email, access: accessInWords(role, permissions) } },
  );
}
