import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { sessions } from "@/db/schema/users";
import type { Origin } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { deviceOf } from "@/lib/device";
import { listActorsOf } from "@/lib/sign-in/queries";
import { SESSION_DAYS } from "@/lib/sign-in/rules";
import { hashToken, newToken } from "@/lib/tokens";

type SignInMethod = "google" | "email" | "demo";

/** The secret is for the browser's cookie; only its hash is kept. */
export type NewSession = { token: string; expiresAt: Date };

/** Signs the person in: always a new secret, told to the audit log of each of their accounts. */
export async function startSession(
  tx: Tx,
  { userId, method }: { userId: string; method: SignInMethod },
  origin: Origin,
): Promise<NewSession> {
  const token = newToken();
  const id = newId("session");
  const [session] = await tx
    .insert(sessions)
    .values({
      id,
      tokenHash: hashToken(token),
      userId,
      method,
      ip: origin.ip,
      userAgent: origin.userAgent?.slice(0, 400),
      expiresAt: sql`now() + make_interval(days => ${SESSION_DAYS})`,
      startedBy: userId,
    })
    .returning({ expiresAt: sessions.expiresAt });
  for (const actor of await listActorsOf(tx, userId, id, origin))
    await recordAudit(
      tx,
      actor,
      "session.start",
      { kind: "session", id, name: deviceOf(origin.userAgent) },
      { after: { method } },
    );
  return { token, expiresAt: session?.expiresAt ?? new Date() };
}
