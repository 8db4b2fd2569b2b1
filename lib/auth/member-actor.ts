import { type SQL, sql } from "drizzle-orm";
import { cache } from "react";
import { systemDb } from "@/db/client";
import type { MemberActor, Origin, Plan } from "@/lib/actor";
import { readCookie } from "@/lib/auth/cookies";
import { requestOrigin } from "@/lib/auth/origin";
import { notFound } from "@/lib/errors";
import { effectiveOf } from "@/lib/permissions/access";
import { type UnmetPolicy, unmetPolicy } from "@/lib/sign-in/queries";
import { SESSION_IDLE_DAYS } from "@/lib/sign-in/rules";
import { hashToken } from "@/lib/tokens";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

export type SignedIn = {
  sessionId: string;
  method: "google" | "email" | "demo";
  user: {
    id: string;
    email: string;
    name: string;
    timeZone: string;
    density: "comfortable" | "compact";
    shortcuts: boolean;
  };
};

type SessionRow = {
  sessionId: string;
  method: SignedIn["method"];
  user: SignedIn["user"];
  stale: boolean;
  account: { id: string; slug: string; name: string; plan: Plan } | null;
  memberId: string | null;
  memberName: string | null;
  access: AccessJson | null;
  unmet: UnmetPolicy | null;
};

/** Whoever does not meet the account's sign-in policy is no actor in it until they do. */
type Found = { signedIn: SignedIn | null; actor: MemberActor | null; unmet: UnmetPolicy | null };

const none: Found = { signedIn: null, actor: null, unmet: null };

/**
 * Who the session cookie says is here, and who that is in the account. One indexed read, made anew for every request:
 * what was revoked a moment ago is gone now.
 */
export const findSignedIn = cache(async (slug: string | null): Promise<Found> => {
  const token = await readCookie("session");
  return token ? findBySession(token, sql`a.slug = ${slug}`, await requestOrigin()) : none;
});

/** The same outside of pages, in an account known by its id. */
export async function findMemberBySession(
  token: string,
  accountId: string,
  origin: Origin,
): Promise<MemberActor | null> {
  const { actor } = await findBySession(token, sql`a.id = ${accountId}`, origin);
  return actor;
}

/** Asks anew at each call who this request comes from, for an answer that takes longer than a moment. */
export async function memberNow({ account, origin }: MemberActor): Promise<() => Promise<MemberActor>> {
  const token = (await readCookie("session")) ?? "";
  return async () => {
    const actor = await findMemberBySession(token, account.id, origin);
    if (!actor?.active) throw notFound("account");
    return actor;
  };
}

async function findBySession(token: string, isTheAccount: SQL, origin: Origin): Promise<Found> {
  const [row] = await systemDb().execute<SessionRow>(sql`
    select s.id as "sessionId", s.method, s.last_used_at < now() - interval '1 minute' as stale,
      json_build_object('id', u.id, 'email', u.email, 'name', u.name, 'timeZone', u.time_zone, 'density', u.density, 'shortcuts', u.shortcuts) as "user",
      case when a.id is not null then json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) end as account,
      m.id as "memberId", m.name as "memberName",
      case when m.id is not null then ${accessOf(sql`m`)} end as access,
      case when m.id is not null then ${unmetPolicy()} end as unmet
    from sessions s
    join users u on u.id = s.user_id
    left join accounts a on ${isTheAccount} and a.deleted_at is null
    left join members m on m.account_id = a.id and m.user_id = u.id and m.ended_at is null
    where s.token_hash = ${hashToken(token)} and s.ended_at is null and s.expires_at > now()
      and s.last_used_at > now() - make_interval(days => ${SESSION_IDLE_DAYS})`);
  if (!row) return none;
  if (row.stale) await noteUse(row);
  const signedIn = { sessionId: row.sessionId, method: row.method, user: row.user };
  return { signedIn, actor: row.unmet ? null : toActor(row, origin), unmet: row.unmet };
}

function toActor(row: SessionRow, origin: Origin): MemberActor | null {
  if (!row.account || !row.memberId || !row.access) return null;
  const access = toAccess(row.access);
  return {
    kind: "member",
    active: access.active,
    permissions: effectiveOf(access),
    access,
    account: row.account,
    memberId: row.memberId,
    userId: row.user.id,
    sessionId: row.sessionId,
    name: row.memberName ?? row.user.name,
    email: row.user.email,
    origin,
  };
}

/** At most once a minute a session and its member are marked as used. */
async function noteUse({ sessionId, memberId, account }: SessionRow) {
  await systemDb().execute(sql`
    with touched as (update sessions set last_used_at = now() where id = ${sessionId})
    update members set last_active_at = now() where account_id = ${account?.id ?? null} and id = ${memberId}`);
}
