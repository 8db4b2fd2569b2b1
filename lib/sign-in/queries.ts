import { type SQL, sql } from "drizzle-orm";
import { systemDb, type Tx } from "@/db/client";
import type { MemberActor, Origin, Plan } from "@/lib/actor";
import { env } from "@/lib/env";
import { effectiveOf } from "@/lib/permissions/access";
import { hashToken } from "@/lib/tokens";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** Someone who may sign in: an active member somewhere, or invited. An invited person may have no user yet. */
type Guest = { userId: string | null; name: string | null };

export async function findGuest(tx: Tx, by: { email: string } | { userId: string }): Promise<Guest | null> {
  const chosen = "email" in by ? sql`lower(u.email) = ${by.email}` : sql`u.id = ${by.userId}`;
  const invited = (email: ReturnType<typeof sql>) => sql`exists (select from invitations i
    where lower(i.email) = ${email} and i.ended_at is null and i.expires_at > now())`;
  const [user] = await tx.execute<{ userId: string; name: string; welcome: boolean }>(sql`
    select u.id as "userId", u.name, ${invited(sql`lower(u.email)`)} or exists (select from members m
      where m.user_id = u.id and m.ended_at is null and not exists (select from suspensions s
        where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)) as welcome
    from users u where ${chosen}`);
  if (user) return user.welcome ? { userId: user.userId, name: user.name } : null;
  if (!("email" in by)) return null;
  const [row] = await tx.execute<{ welcome: boolean }>(sql`select ${invited(sql`${by.email}`)} as welcome`);
  return row?.welcome ? { userId: null, name: null } : null;
}

/** The person in each of their accounts, for what the audit logs of all of them must tell. Always in the same order. */
export async function listActorsOf(tx: Tx, userId: string, sessionId: string, origin: Origin): Promise<MemberActor[]> {
  const rows = await tx.execute<{
    account: { id: string; slug: string; name: string; plan: Plan };
    memberId: string;
    name: string;
    email: string;
    access: AccessJson;
  }>(sql`
    select json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) as account,
      m.id as "memberId", m.name, m.email, ${accessOf(sql`m`)} as access
    from members m join accounts a on a.id = m.account_id
    where m.user_id = ${userId} and m.ended_at is null order by a.id`);
  return rows.map(({ account, memberId, name, email, access: json }) => {
    const access = toAccess(json);
    const permissions = effectiveOf(access);
    return {
      kind: "member",
      active: access.active,
      permissions,
      access,
      account,
      memberId,
      userId,
      sessionId,
      name,
      email,
      origin,
    };
  });
}

type LinkState = "open" | "other_browser" | "closed";

/** What a mailed link is good for in this browser. Looking does not use it up, so that mail scanners may. */
export async function findLinkState(token: string, browser: string | null): Promise<LinkState> {
  const [row] = await systemDb().execute<{ mine: boolean }>(sql`
    select browser_hash is null or browser_hash = ${browser && hashToken(browser)} as mine from one_time_links
    where token_hash = ${hashToken(token)} and purpose = 'sign_in' and used_at is null and expires_at > now()`);
  if (!row) return "closed";
  return row.mine ? "open" : "other_browser";
}

/**
 * Why a member's session does not open the account: its sign-in policy wants Google, a newer session, or an address of
 * another domain.
 */
export type UnmetPolicy = "google" | "newer" | "address";

/**
 * What the policy of the account aliased `a` misses in the session `s` of the user `u`; null: nothing. Google is not asked
 * for where it is not set up, so that nobody is locked out. The demo's sessions prove nothing.
 */
export const unmetPolicy = (): SQL => sql`case
  when a.google_only and s.method = 'email' and ${Boolean(env().GOOGLE_CLIENT_ID)} then 'google'
  when s.started_at < now() - make_interval(hours => a.session_hours) then 'newer'
  when cardinality(a.email_domains) > 0 and split_part(lower(u.email), '@', 2) <> all (a.email_domains) then 'address'
  end`;
