import { sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { newId } from "@/db/ids";
import { accounts } from "@/db/schema/accounts";
import { members, roleAssignments } from "@/db/schema/members";
import { oneTimeLinks, users } from "@/db/schema/users";
import type { Origin } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import type { ClaimInput } from "@/lib/setup/input";
import { type NewSession, startSession } from "@/lib/sign-in/commands/start-session";
import { listActorsOf } from "@/lib/sign-in/queries";
import { OPERATOR_LINK_HOURS } from "@/lib/sign-in/rules";
import { hashToken, newToken } from "@/lib/tokens";

/** The path of a link through which whoever started the server makes its first account. Null once there is one. */
export async function createSetupLink(): Promise<string | null> {
  const token = newToken();
  return withSystem(async (tx) => {
    if (await hasAccount(tx)) return null;
    await tx.execute(sql`update one_time_links set used_at = now() where purpose = 'setup' and used_at is null`);
    await tx.insert(oneTimeLinks).values({
      id: newId("oneTimeLink"),
      purpose: "setup",
      tokenHash: hashToken(token),
      expiresAt: sql`now() + make_interval(hours => ${OPERATOR_LINK_HOURS})`,
    });
    return `/set-up/${token}`;
  });
}

/**
 * Makes the server's first account with its first administrator, signed in. It is an Enterprise account: whoever runs
 * the server has nobody to buy a plan from, so nothing is held back. Of several who claim at once, one does.
 */
export async function claimServer({ token, ...claim }: ClaimInput, origin: Origin): Promise<NewSession> {
  return withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('set-up', 0))`);
    const [link] = await tx.execute(sql`
      update one_time_links set used_at = now() where token_hash = ${hashToken(token)} and purpose = 'setup'
        and used_at is null and expires_at > now() returning id`);
    if (!link || (await hasAccount(tx)))
      throw new AppError(
        "gone",
        "This set-up link was used before or has run out. Start the server again for a new one.",
      );
    const userId = await createFirstAccount(tx, claim);
    const session = await startSession(tx, { userId, method: "email" }, origin);
    const [administrator] = await listActorsOf(tx, userId, "", origin);
    if (administrator) {
      const { id, name, slug, plan } = administrator.account;
      await recordAudit(
        tx,
        administrator,
        "account.create",
        { kind: "account", id, name },
        { after: { name, slug, plan } },
      );
    }
    return session;
  });
}

async function createFirstAccount(tx: Tx, claim: Omit<ClaimInput, "token">): Promise<string> {
  const accountId = newId("account");
  const userId = newId("user");
  const memberId = newId("member");
  const begun = { accountId, startedBy: "system" };
  const { name, email } = claim;
  await tx.insert(accounts).values({ id: accountId, slug: claim.slug, name: claim.accountName, plan: "enterprise" });
  await tx.insert(users).values({ id: userId, email, name });
  await tx.insert(members).values({ ...begun, id: memberId, userId, name, email });
  await tx
    .insert(roleAssignments)
    .values({ ...begun, id: newId("roleAssignment"), memberId, builtInRole: "account_administrator" });
  return userId;
}

async function hasAccount(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute(sql`select from accounts limit 1`);
  return row !== undefined;
}
