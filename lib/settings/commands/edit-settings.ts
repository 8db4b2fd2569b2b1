import "server-only";
import { eq, sql } from "drizzle-orm";
import { databaseCode, type Tx, withAccount, withSystem } from "@/db/client";
import { accounts, formerSlugs } from "@/db/schema/accounts";
import type { Actor, MemberActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { AccountSettings, KeyPolicy, SignInPolicy } from "@/lib/settings/input";
import { nobodyLeft, shutsOneselfOut } from "@/lib/settings/rules";
import { type UnmetPolicy, unmetPolicy } from "@/lib/sign-in/queries";
import { administratorsOf } from "@/lib/users/queries/holders";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type Saved<Fields> = { before: Fields };

/** The account is called this, and stands at this address; its former ones lead on to it for its members, for ever. */
export async function editAccount(
  actor: Actor,
  { name, slug }: AccountSettings,
): Promise<Saved<AccountSettings> & AccountSettings> {
  authorize(actor, "settings.account");
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "settings.account");
    const before = { name: turn.account.name, slug: turn.account.slug };
    if (slug !== before.slug) await moveAccount(tx, turn, slug);
    await save(tx, turn, before, { name, slug });
    return { before, name, slug };
  });
}

async function moveAccount(tx: Tx, { account }: Turn, slug: string): Promise<void> {
  const [taken] = await tx.execute(sql`
    select from accounts where slug = ${slug} and id <> ${account.id}
    union all select from former_slugs where slug = ${slug} and account_id <> ${account.id}`);
  if (taken) throw addressTaken();
  await tx
    .insert(formerSlugs)
    .values({ slug: account.slug, accountId: account.id })
    .onConflictDoUpdate({ target: formerSlugs.slug, set: { endedAt: sql`now()` } });
}

const addressTaken = () =>
  new AppError("conflict", "Another account has or had this address.", {
    fields: [{ path: "slug", message: "Another account has or had this address." }],
  });

/**
 * From the next request on, whoever falls short of the policy is asked to sign in as it says. Nobody shuts themselves
 * out, so that an administrator always remains.
 */
export async function editSignInPolicy(actor: MemberActor, policy: SignInPolicy): Promise<Saved<SignInPolicy>> {
  authorize(actor, "settings.account");
  const message = "Sign-in with Google is not set up on this server.";
  if (policy.googleOnly && !env().GOOGLE_CLIENT_ID)
    throw new AppError("conflict", message, { fields: [{ path: "googleOnly", message }] });
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "settings.account");
    const { emailDomains, googleOnly, sessionHours } = turn.account;
    const before = { emailDomains, googleOnly, sessionHours };
    await save(tx, turn, before, policy);
    const [own] = await tx.execute<{ unmet: UnmetPolicy | null }>(sql`
      select ${unmetPolicy()} as unmet from sessions s join users u on u.id = s.user_id
      join accounts a on a.id = ${actor.account.id} where s.id = ${actor.sessionId} and s.ended_at is null`);
    if (!own) throw new AppError("unauthenticated", "You are signed out. Sign in again.");
    if (own.unmet) throw shutsOneselfOut(own.unmet);
    if ((await administratorsOf(tx, actor.account.id)).size === 0) throw nobodyLeft();
    return { before };
  });
}

/** Keys made, rotated or given another expiry from now on end by then; those that are there keep theirs. */
export async function editKeyPolicy(actor: Actor, policy: KeyPolicy): Promise<Saved<KeyPolicy>> {
  authorize(actor, "settings.account");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "settings.account");
    const before = { keyDays: turn.account.keyDays };
    await save(tx, turn, before, policy);
    return { before };
  });
}

type Fields = AccountSettings | SignInPolicy | KeyPolicy;

async function save(tx: Tx, { actor, account }: Turn, before: Fields, after: Fields): Promise<void> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  try {
    await tx.update(accounts).set(after).where(eq(accounts.id, account.id));
  } catch (error) {
    throw databaseCode(error) === "23505" ? addressTaken() : error;
  }
  await recordAudit(
    tx,
    actor,
    "settings.account",
    { kind: "account", id: account.id, name: account.name },
    { before, after },
  );
}
