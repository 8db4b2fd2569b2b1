import { sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { newId } from "@/db/ids";
import { logins } from "@/db/schema/users";
import type { Origin } from "@/lib/actor";
import { toEmailAddress } from "@/lib/email-address";
import { AppError } from "@/lib/errors";
import { admitGuest } from "@/lib/sign-in/commands/admit-guest";
import { type NewSession, startSession } from "@/lib/sign-in/commands/start-session";
import { findGuest } from "@/lib/sign-in/queries";

/** What an issuer says of someone. Issuer and subject are who it is; the address is only what they read at the moment. */
export type Claims = { issuer: string; subject: string; email: unknown; emailVerified: unknown; name: unknown };

/** A login that nobody has yet, waiting for its person to confirm that it shall be theirs. */
export type PendingLogin = { issuer: string; subject: string; email: string; name: string };

type LoginOutcome =
  | { kind: "session"; session: NewSession }
  | { kind: "confirm"; login: PendingLogin }
  | { kind: "unknown" };

/**
 * Signs in whoever this login belongs to. A new login of a verified address that is a member's or an invited person's
 * must be confirmed first; every other is unknown, whether its address is or not.
 */
export async function signInByLogin({ issuer, subject, ...claims }: Claims, origin: Origin): Promise<LoginOutcome> {
  return withSystem(async (tx) => {
    const owner = await findOwner(tx, { issuer, subject });
    if (owner) {
      if (!(await findGuest(tx, { userId: owner }))) return { kind: "unknown" };
      return { kind: "session", session: await startSession(tx, { userId: owner, method: "google" }, origin) };
    }
    const email =
      claims.emailVerified === true && typeof claims.email === "string" ? toEmailAddress(claims.email) : null;
    if (!email || !(await findGuest(tx, { email }))) return { kind: "unknown" };
    const name = typeof claims.name === "string" ? claims.name.trim().slice(0, 80) : "";
    return { kind: "confirm", login: { issuer, subject, email, name } };
  });
}

/** Ties the login to the person whose address it has, and signs them in: from now on it is theirs. */
export async function confirmLogin(
  { issuer, subject, email, name }: PendingLogin,
  origin: Origin,
): Promise<NewSession> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`login ${issuer} ${subject}`}, 0))`);
    const userId = await admitGuest(tx, { email, name });
    const owner = await findOwner(tx, { issuer, subject });
    if (!userId || (owner && owner !== userId))
      throw new AppError("gone", "This Google account cannot be used here any more. Sign in again.");
    if (!owner)
      await tx
        .insert(logins)
        .values({ id: newId("login"), userId, provider: "google", issuer, subject, email, startedBy: userId });
    return startSession(tx, { userId, method: "google" }, origin);
  });
}

async function findOwner(tx: Tx, { issuer, subject }: { issuer: string; subject: string }): Promise<string | null> {
  const [login] = await tx.execute<{ userId: string }>(sql`
    select user_id as "userId" from logins where issuer = ${issuer} and subject = ${subject} and ended_at is null`);
  return login?.userId ?? null;
}
