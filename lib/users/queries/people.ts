import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { toDate } from "@/lib/to-date";
import type { Keyed } from "@/lib/page";
import { effectiveOf } from "@/lib/permissions/access";
import { listOf, type Permission } from "@/lib/permissions/permissions";
import { type AccessJson, accessOf, heldBy, roleOf, toAccess } from "@/lib/users/queries/access";
import { authorName } from "@/lib/users/queries/author-name";
import { administratorsOf } from "@/lib/users/queries/holders";
import {
  type Administrators,
  INVITATION_VERBS,
  invitationObstacle,
  type InvitationVerb,
  obstacle,
  USER_VERBS,
  type UserVerb,
  type Verdict,
  verdictOf,
} from "@/lib/users/rules";

type Common = {
  id: string;
  /** Of an invitation: as the inviter wrote it, may be empty. */
  name: string;
  email: string;
  role: { id: string; name: string } | null;
  /** Single permissions beside the role. */
  grants: { permission: Permission; expiresAt: Date | null }[];
  /** What role and grants amount to, also while suspended or only invited: for the strip. */
  held: Permission[];
  /** What they can do now: nothing while suspended or only invited. */
  effective: Permission[];
  startedAt: Date;
};

export type MemberRow = Common & {
  kind: "member";
  userId: string;
  status: "active" | "suspended";
  suspendedAt: Date | null;
  timeZone: string;
  lastActiveAt: Date | null;
  can: Record<UserVerb, Verdict>;
};

export type InvitationRow = Common & {
  kind: "invitation";
  status: "invited" | "expired";
  invitedBy: string;
  sentAt: Date;
  expiresAt: Date;
  can: Record<InvitationVerb, Verdict>;
};

export type PersonRow = MemberRow | InvitationRow;

type MemberJson = { userId: string; timeZone: string; lastActiveAt: string | null; suspendedAt: string | null };
type InvitationJson = { invitedBy: string; sentAt: string; expiresAt: string; expired: boolean };

type Row = {
  id: string;
  key: string | number;
  name: string;
  email: string;
  startedAt: string;
  access: AccessJson;
  member: MemberJson | null;
  invitation: InvitationJson | null;
};

/** The rows that `page`, a query of kind, id and sort key, names, in the order of key and id, or against it. */
export async function readPeople(tx: Tx, actor: Actor, page: SQL, direction = sql`asc`): Promise<Keyed<PersonRow>[]> {
  const rows = await tx.execute<Row>(sql`
    select p.id, p.key, coalesce(m.name, i.name) as name, coalesce(m.email, i.email) as email,
      coalesce(m.started_at, i.started_at) as "startedAt",
      case when p.kind = 'member' then ${accessOf(sql`m`)} else ${invitedAccess} end as access,
      case when p.kind = 'member' then json_build_object(
        'userId', m.user_id, 'timeZone', m.time_zone, 'lastActiveAt', m.last_active_at,
        'suspendedAt', (select s.started_at from suspensions s
          where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)) end as member,
      case when p.kind = 'invitation' then json_build_object(
        'invitedBy', ${authorName(sql`i.account_id`, sql`i.started_by`)},
        'sentAt', i.sent_at, 'expiresAt', i.expires_at, 'expired', i.expires_at <= now()) end as invitation
    from (${page}) p
    left join members m on p.kind = 'member' and m.account_id = ${actor.account.id} and m.id = p.id
    left join invitations i on p.kind = 'invitation' and i.account_id = ${actor.account.id} and i.id = p.id
    order by p.key ${direction}, p.id ${direction}`);
  const administrators = await administratorsOf(tx, actor.account.id);
  return rows.map((row) => ({ id: row.id, key: row.key, row: toPerson(actor, administrators, row) }));
}

/** The access that accepting the invitation row aliased `i` brings, in the shape of `accessOf`. */
export const invitedAccess = sql`json_build_object(
  'suspended', false,
  'role', (select json_build_object('id', coalesce(i.built_in_role, r.id), 'name', r.name, 'permissions',
      (select json_agg(p.permission) from role_permissions p where p.account_id = r.account_id and p.role_id = r.id and p.ended_at is null))
    from (values (1)) one left join roles r on r.account_id = i.account_id and r.id = i.role_id
    where num_nonnulls(i.built_in_role, i.role_id) > 0),
  'grants', coalesce((select json_agg(json_build_object('id', i.id, 'permission', g, 'expiresAt', i.grants_expire_at) order by g)
    from unnest(i.permissions) g), '[]'))`;

function toPerson(actor: Actor, administrators: Administrators, row: Row): PersonRow {
  const access = toAccess(row.access);
  const common: Common = {
    id: row.id,
    name: row.name,
    email: row.email,
    role: roleOf(access),
    grants: row.access.grants.map(({ permission, expiresAt }) => ({ permission, expiresAt: toDate(expiresAt) })),
    held: listOf(heldBy(access)),
    effective: row.member ? listOf(effectiveOf(access)) : [],
    startedAt: new Date(row.startedAt),
  };
  const { plan } = actor.account;
  if (row.member) {
    const person = { id: row.id, name: row.name, suspended: !access.active };
    return {
      ...common,
      kind: "member",
      userId: row.member.userId,
      status: access.active ? "active" : "suspended",
      suspendedAt: toDate(row.member.suspendedAt),
      timeZone: row.member.timeZone,
      lastActiveAt: toDate(row.member.lastActiveAt),
      can: verdicts(USER_VERBS, (verb) => obstacle(verb, { actor, plan, administrators }, person)),
    };
  }
  const { invitedBy, sentAt, expiresAt, expired } = row.invitation as InvitationJson;
  return {
    ...common,
    kind: "invitation",
    status: expired ? "expired" : "invited",
    invitedBy,
    sentAt: new Date(sentAt),
    expiresAt: new Date(expiresAt),
    can: verdicts(INVITATION_VERBS, (verb) => invitationObstacle(verb, { actor, plan })),
  };
}

function verdicts<Verb extends string>(
  verbs: Record<Verb, unknown>,
  obstacleTo: (verb: Verb) => Parameters<typeof verdictOf>[0],
): Record<Verb, Verdict> {
  const all = (Object.keys(verbs) as Verb[]).map((verb) => [verb, verdictOf(obstacleTo(verb))]);
  return Object.fromEntries(all) as Record<Verb, Verdict>;
}
