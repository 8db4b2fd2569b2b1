import { eq, sql } from "drizzle-orm";
import { systemDb, type Tx, withAccount } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import type { Actor } from "@/lib/actor";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { holdersOf } from "@/lib/users/queries/holders";
import type { AccountSettings, KeyPolicy, SignInPolicy } from "@/lib/settings/input";

/** The address domains of the account's people, the most frequent first. */
export type DomainInUse = { domain: string; people: number };

type Settings = AccountSettings &
  SignInPolicy &
  KeyPolicy & { hasGoogle: boolean; domainsInUse: DomainInUse[]; keysWithoutEnd: number };

export async function findSettings(actor: Actor): Promise<Settings> {
  authorize(actor, "settings.account");
  return withAccount(actor.account.id, async (tx) => {
    const { name, slug, emailDomains, googleOnly, sessionHours, keyDays } = accounts;
    const [account] = await tx
      .select({ name, slug, emailDomains, googleOnly, sessionHours, keyDays })
      .from(accounts)
      .where(eq(accounts.id, actor.account.id));
    if (!account) throw notFound("account");
    const domainsInUse = await tx.execute<DomainInUse>(sql`
      select split_part(lower(email), '@', 2) as domain, count(*)::int as people from members
      where account_id = ${actor.account.id} and ended_at is null group by 1 order by 2 desc, 1 limit 100`);
    const [keys] = await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from api_keys
      where account_id = ${actor.account.id} and ended_at is null and expires_at is null`);
    return {
      ...account,
      hasGoogle: Boolean(env().GOOGLE_CLIENT_ID),
      domainsInUse: [...domainsInUse],
      keysWithoutEnd: keys?.count ?? 0,
    };
  });
}

/** What stops when the account is deleted. */
export type DeletionFacts = { people: number; keys: number; links: number; isCharged: boolean };

export async function findDeletionFacts(actor: Actor): Promise<DeletionFacts> {
  authorize(actor, "settings.account");
  const { id } = actor.account;
  return withAccount(id, async (tx) => {
    const [facts] = await tx.execute<DeletionFacts>(sql`
      select (select count(*)::int from members where account_id = ${id} and ended_at is null) as people,
        (select count(*)::int from api_keys where account_id = ${id} and ended_at is null) as keys,
        (select count(*)::int from share_links l where l.account_id = ${id} and (l.expires_at is null or l.expires_at > now())
          and not exists (select from share_link_revocations r
            where r.account_id = l.account_id and r.link_id = l.id and r.ended_at is null)) as links,
        exists (select from subscriptions where account_id = ${id} and ended_at is null) as "isCharged"`);
    return facts ?? { people: 0, keys: 0, links: 0, isCharged: false };
  });
}

/** Where an account stands now that had this address before; told to its members alone. */
export async function findMovedAccount(userId: string, slug: string): Promise<string | null> {
  const [row] = await systemDb().execute<{ slug: string }>(sql`
    select a.slug from former_slugs f join accounts a on a.id = f.account_id
    join members m on m.account_id = a.id and m.user_id = ${userId} and m.ended_at is null
    where f.slug = ${slug} and not exists (select from accounts where slug = ${slug})`);
  return row?.slug ?? null;
}

/** Where mails to the administrators of an account go. */
export async function administratorAddresses(tx: Tx, accountId: string): Promise<string[]> {
  const rows = await tx.execute<{ email: string }>(sql`
    select email from members where account_id = ${accountId} and id in (${holdersOf(accountId, "account_admin")})`);
  return rows.map(({ email }) => email);
}
