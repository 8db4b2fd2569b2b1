import "server-only";
import { sql } from "drizzle-orm";
import { systemDb, type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { listKeysOf } from "@/lib/api-keys/queries/keys-of";
import type { KeyStatus } from "@/lib/api-keys/rules/status";
import { type AuditEvent, historyOf } from "@/lib/audit/queries/list-events";
import { notFound } from "@/lib/errors";
import { listGroupsOf } from "@/lib/groups/queries";
import { keyPower, type Source } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { closureOf, listOf, type Permission } from "@/lib/permissions/permissions";
import { SESSION_IDLE_DAYS } from "@/lib/sign-in/rules";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";
import { authorName } from "@/lib/users/queries/author-name";
import { type MemberRow, readPeople } from "@/lib/users/queries/people";

/** Where access comes from, the role first, with who gave it and when. */
export type GivenAccess = Source & { since: Date; by: string };

export type KeyOfUser = {
  id: string;
  name: string;
  prefix: string;
  status: KeyStatus;
  lastUsedAt: Date | null;
  permissions: Permission[];
  /** What it can do now; the rest is dormant until its owner holds it again. */
  effective: Permission[];
  dormant: Permission[];
};

export type SessionOfUser = {
  id: string;
  method: "google" | "email" | "demo";
  userAgent: string | null;
  ip: string | null;
  startedAt: Date;
  lastUsedAt: Date;
};

export type UserDetails = MemberRow & {
  given: GivenAccess[];
  groups: { id: string; name: string; since: Date }[];
  keys: KeyOfUser[];
  sessions: SessionOfUser[];
  /** What they did and what was done to them, newest first. */
  activity: AuditEvent[];
};

const ACTIVITY = 20;

/** One person with all that the account knows of them. */
export async function findUser(actor: Actor, memberId: string): Promise<UserDetails> {
  authorize(actor, "users.view");
  const user = await withAccount(actor.account.id, async (tx) => {
    const member = await findMemberRow(tx, actor, memberId);
    return { ...member, given: await givenTo(tx, actor, memberId), keys: await keysOf(tx, actor, member) };
  });
  const [groups, sessions, history] = await Promise.all([
    listGroupsOf(actor, memberId),
    sessionsOf(user.userId),
    historyOf(actor, memberId, { limit: ACTIVITY }),
  ]);
  return { ...user, groups, sessions, activity: history.rows };
}

async function findMemberRow(tx: Tx, actor: Actor, memberId: string): Promise<MemberRow> {
  const [found] = await readPeople(
    tx,
    actor,
    sql`select 'member' as kind, m.id, '' as key from members m
      where m.account_id = ${actor.account.id} and m.id = ${memberId} and m.ended_at is null`,
  );
  if (found?.row.kind !== "member") throw notFound("person");
  return found.row;
}

type Giving = { since: string; by: string };

/** Role and grants of a current member of the actor's account. */
export async function givenTo(tx: Tx, { account }: Actor, memberId: string): Promise<GivenAccess[]> {
  const [row] = await tx.execute<{ access: AccessJson; givings: Record<string, Giving> }>(sql`
    select ${accessOf(sql`m`)} as access, (select json_object_agg(g.id, json_build_object(
        'since', g.started_at, 'by', ${authorName(sql`m.account_id`, sql`g.started_by`)}))
      from (
        select coalesce(built_in_role, role_id) as id, started_at, started_by from role_assignments
        where account_id = m.account_id and member_id = m.id and ended_at is null
        union all
        select id, started_at, started_by from permission_grants
        where account_id = m.account_id and member_id = m.id and ended_at is null
      ) g) as givings
    from members m where m.account_id = ${account.id} and m.id = ${memberId}`);
  if (!row) throw notFound("person");
  return toAccess(row.access).sources.flatMap((source) => {
    const giving = row.givings[source.id];
    return giving ? [{ ...source, since: new Date(giving.since), by: giving.by }] : [];
  });
}

async function keysOf(tx: Tx, { account }: Actor, member: MemberRow): Promise<KeyOfUser[]> {
  const keys = await listKeysOf(tx, account.id, member.id);
  return keys.map(({ id, name, prefix, status, permissions, lastUsed }) => {
    const { effective, dormant } = keyPower(permissions, closureOf(member.effective));
    const lastUsedAt = lastUsed ? new Date(lastUsed.at) : null;
    return { id, name, prefix, status, permissions, lastUsedAt, effective: listOf(effective), dormant };
  });
}

type SessionRow = Omit<SessionOfUser, "startedAt" | "lastUsedAt"> & { startedAt: string; lastUsedAt: string };

/** Call it for current members of the actor's account alone: sessions belong to people, not to accounts. */
export async function sessionsOf(userId: string): Promise<SessionOfUser[]> {
  const rows = await systemDb().execute<SessionRow>(sql`
    select id, method, user_agent as "userAgent", ip, started_at as "startedAt", last_used_at as "lastUsedAt"
    from sessions where user_id = ${userId} and ended_at is null and expires_at > now()
      and last_used_at > now() - make_interval(days => ${SESSION_IDLE_DAYS})
    order by last_used_at desc limit 100`);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt), lastUsedAt: new Date(row.lastUsedAt) }));
}
