import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { apiKeyPermissions, apiKeys, apiKeySuspensions } from "@/db/schema/api-keys";
import {
  groupMembers,
  groups,
  invitationLinks,
  invitations,
  members,
  permissionGrants,
  roleAssignments,
  rolePermissions,
  roles,
  suspensions,
} from "@/db/schema/members";
import { PLANS } from "@/lib/billing/rules";

/** Something that always holds. `broken` selects the account's slug and, in words, what does not hold there. */
export type Check = { holds: string; broken: SQL };

/** Of each thing that gives or takes access, who or what may have only one at a time. */
const ACCESS = [
  { table: roleAssignments, one: sql`o.member_id = t.member_id` },
  { table: permissionGrants, one: sql`o.member_id = t.member_id and o.permission = t.permission` },
  { table: suspensions, one: sql`o.member_id = t.member_id` },
  { table: groupMembers, one: sql`o.member_id = t.member_id and o.group_id = t.group_id` },
];

const INTERVALS: PgTable[] = [
  members,
  roles,
  rolePermissions,
  roleAssignments,
  permissionGrants,
  suspensions,
  groups,
  groupMembers,
  invitations,
  invitationLinks,
  apiKeys,
  apiKeyPermissions,
  apiKeySuspensions,
];

/** What can only have come about by something that the audit log tells of. */
const RECORDED = [
  { table: roles, target: sql`t.id`, operations: ["roles.create"] },
  { table: groups, target: sql`t.id`, operations: ["groups.create"] },
  { table: invitations, target: sql`t.id`, operations: ["users.invite"] },
  { table: suspensions, target: sql`t.member_id`, operations: ["users.suspend"] },
  { table: apiKeys, target: sql`coalesce(t.rotated_from_id, t.id)`, operations: ["apiKeys.create", "apiKeys.rotate"] },
];

const nameOf = (table: PgTable) => sql`${getTableName(table)}::text`;

const ofEach = <T>(items: readonly T[], select: (item: T) => SQL) => sql.join(items.map(select), sql` union all `);

/** The day of a moment, as uses of keys are counted. */
const dayOf = (moment: SQL) => sql`(${moment} at time zone 'utc')::date`;

const during = (row: SQL) =>
  sql`u.day > ${dayOf(sql`${row}.started_at`)} and u.day < coalesce(${dayOf(sql`${row}.ended_at`)}, 'infinity')`;

const seats = sql`coalesce(a.seat_limit, case a.plan when 'free' then ${PLANS.free.seats}::int when 'pro' then ${PLANS.pro.seats}::int else ${PLANS.enterprise.seats}::int end)`;

export const CHECKS: Record<string, Check> = {
  administrators: {
    holds: "Every account with people has an active administrator whose access does not end",
    broken: sql`
      select a.slug as account, 'nobody can run the account' as what from accounts a
      where exists (select from members m where m.account_id = a.id and m.ended_at is null) and not exists (
        select from members m where m.account_id = a.id and m.ended_at is null
          and not exists (select from suspensions s where s.account_id = a.id and s.member_id = m.id and s.ended_at is null)
          and (exists (select from permission_grants g where g.account_id = a.id and g.member_id = m.id
              and g.permission = 'account_admin' and g.ended_at is null and g.expires_at is null)
            or exists (select from role_assignments r where r.account_id = a.id and r.member_id = m.id and r.ended_at is null
              and (r.built_in_role = 'account_administrator' or exists (select from role_permissions p
                where p.account_id = a.id and p.role_id = r.role_id and p.permission = 'account_admin' and p.ended_at is null)))))`,
  },

  // Fewer seats or a smaller plan send nobody away, so only who came after that is one too many.
  seats: {
    holds: "Nobody got a seat that was not free",
    broken: sql`
      select slug as account, used || ' of ' || seats || ' seats are taken' as what from (
        select a.id, a.slug, ${seats} as seats,
          (select count(*) from members m where m.account_id = a.id and m.ended_at is null)
            + (select count(*) from invitations i where i.account_id = a.id and i.ended_at is null and i.expires_at > now()) as used,
          (select coalesce(max(e.at), '-infinity') from audit_events e
            where e.account_id = a.id and e.operation = 'billing.changePlan') as changed_at
        from accounts a) n
      where used > seats and (
        exists (select from invitations i where i.account_id = n.id and i.ended_at is null and i.expires_at > now()
          and i.started_at > changed_at)
        or exists (select from members m where m.account_id = n.id and m.ended_at is null and m.started_at > changed_at
          and not exists (select from invitations i where i.account_id = n.id and i.member_id = m.id and i.started_at <= changed_at)))`,
  },

  seatsTwice: {
    holds: "Nobody is a member and invited at once",
    broken: sql`
      select a.slug as account, m.email || ' is a member and invited' as what from invitations i
      join members m on m.account_id = i.account_id and lower(m.email) = lower(i.email) and m.ended_at is null
      join accounts a on a.id = i.account_id where i.ended_at is null and i.expires_at > now()`,
  },

  keyOwners: {
    holds: "Every key that has not ended belongs to a member",
    broken: sql`
      select a.slug as account, 'the key ' || k.name || ' (' || k.id || ') outlived its owner''s membership' as what
      from api_keys k join accounts a on a.id = k.account_id
      join members m on m.account_id = k.account_id and m.id = k.owner_id
      where k.ended_at is null and m.ended_at is not null`,
  },

  keysStop: {
    holds: "No key was let in on a day after its end, or within its own or its owner's suspension",
    broken: sql`
      select a.slug as account, 'the key ' || k.name || ' (' || k.id || ') was let in on ' || min(u.day) as what
      from api_key_uses u join api_keys k on k.account_id = u.account_id and k.id = u.key_id
      join accounts a on a.id = k.account_id
      where u.requests > 0 and (u.day > ${dayOf(sql`least(k.ended_at, k.expires_at)`)}
        or exists (select from api_key_suspensions s where s.account_id = k.account_id and s.key_id = k.id and ${during(sql`s`)})
        or exists (select from suspensions s where s.account_id = k.account_id and s.member_id = k.owner_id and ${during(sql`s`)}
          and not exists (select from api_key_handovers h where h.account_id = k.account_id and h.key_id = k.id)))
      group by a.slug, k.name, k.id`,
  },

  intervals: {
    holds: "Nothing ends before it begins",
    broken: ofEach(
      INTERVALS,
      (table) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' ends before it begins' as what
        from ${table} t join accounts a on a.id = t.account_id where t.ended_at < t.started_at`,
    ),
  },

  oneAtATime: {
    holds: "Nobody has two roles, the same permission twice or two suspensions at one time",
    broken: ofEach(
      ACCESS,
      ({ table, one }) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' and ' || o.id || ' overlap' as what
        from ${table} t join ${table} o on o.account_id = t.account_id and ${one} and o.id <> t.id
          and (o.started_at, o.id) > (t.started_at, t.id) and o.started_at < coalesce(t.ended_at, 'infinity')
          and o.started_at < coalesce(o.ended_at, 'infinity')
        join accounts a on a.id = t.account_id`,
    ),
  },

  membership: {
    holds: "Roles, permissions, suspensions and groups end with the membership",
    broken: ofEach(
      ACCESS,
      ({ table }) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' outlived the membership of ' || m.name as what
        from ${table} t join members m on m.account_id = t.account_id and m.id = t.member_id
        join accounts a on a.id = t.account_id where t.ended_at is null and m.ended_at is not null`,
    ),
  },

  references: {
    holds: "Nobody has a role or is in a group that was deleted",
    broken: sql`
      select a.slug as account, m.name || ' has the deleted role ' || r.name as what from role_assignments t
      join roles r on r.account_id = t.account_id and r.id = t.role_id and r.ended_at is not null
      join members m on m.account_id = t.account_id and m.id = t.member_id join accounts a on a.id = t.account_id
      where t.ended_at is null
      union all
      select a.slug, m.name || ' is in the deleted group ' || g.name from group_members t
      join groups g on g.account_id = t.account_id and g.id = t.group_id and g.ended_at is not null
      join members m on m.account_id = t.account_id and m.id = t.member_id join accounts a on a.id = t.account_id
      where t.ended_at is null`,
  },

  chain: {
    holds: "Every account's audit log is one whole chain",
    broken: sql`
      select a.slug as account, 'event ' || b.seq || ' does not fit the one before it' as what
      from accounts a, lateral broken_audit_event(a.id) b(seq) where b.seq is not null`,
  },

  recorded: {
    holds: "Every role, group, invitation, suspension and key came about by an event of the audit log",
    broken: ofEach(
      RECORDED,
      ({ table, target, operations }) => sql`
        select a.slug as account, ${nameOf(table)} || ' ' || t.id || ' came about by no event' as what
        from ${table} t join accounts a on a.id = t.account_id
        where not exists (select from audit_events e where e.account_id = t.account_id and e.target_id = ${target}
          and e.operation in ${operations} and e.at >= t.started_at)`,
    ),
  },

  outbox: {
    holds: "Every mail was sent, or will be tried again",
    broken: sql`
      select coalesce(a.slug, '') as account, m.template || ' mail ' || m.id || ' was given up after ' || m.attempts || ' tries' as what
      from mails m left join accounts a on a.id = m.account_id
      where m.sent_at is null and m.created_at < now() - interval '3 days'`,
  },

  // Marks are kept for 31 days.
  purges: {
    holds: "Every purge has its mark and its event, and was proven or will be",
    broken: sql`
      select a.slug as account, 'the purge ' || p.id || ' ' || case
        when p.created_at > now() - interval '30 days'
          and not exists (select from purge_marks m where m.account_id = p.account_id and m.number = p.mark) then 'set no mark'
        when p.status = 'pending' and p.due_at < now() - interval '1 day' then 'was never proven'
        else 'came about by no event' end as what
      from purges p join accounts a on a.id = p.account_id
      where (p.created_at > now() - interval '30 days'
          and not exists (select from purge_marks m where m.account_id = p.account_id and m.number = p.mark))
        or (p.status = 'pending' and p.due_at < now() - interval '1 day')
        or not exists (select from audit_events e where e.account_id = p.account_id and e.target_id = p.id
          and e.operation = 'purge.run')`,
  },

  invoiceNumbers: {
    holds: "The numbers of invoices have no gaps, within each account and year",
    broken: sql`
      select a.slug as account, 'the invoice before ' || n.number || ' is missing' as what from (
        select i.*, row_number() over (partition by i.account_id, i.year order by i.sequence) as place from invoices i) n
      join accounts a on a.id = n.account_id where n.sequence <> n.place`,
  },

  invoiceSums: {
    holds: "The lines of an invoice add up to its sum",
    broken: sql`
      select a.slug as account, i.number || ' does not add up' as what from invoices i join accounts a on a.id = i.account_id
      where i.subtotal <> (select sum((line->>'amount')::int) from jsonb_array_elements(i.lines) line)`,
  },

  payments: {
    holds: "No invoice is paid with more than it asks for, and no credit is spent twice",
    broken: sql`
      select a.slug as account, i.number || ' is overpaid' as what from invoices i join accounts a on a.id = i.account_id
      where (select coalesce(sum(p.amount), 0) from payments p where p.account_id = i.account_id and p.invoice_id = i.id)
        > greatest(i.total, 0)
      union all
      select a.slug, 'more credit is spent than was given' from accounts a
      where (select coalesce(sum(p.amount), 0) from payments p where p.account_id = a.id and p.method = 'credit')
          + (select coalesce(sum(r.amount), 0) from refunds r where r.account_id = a.id)
        > (select coalesce(-sum(i.total), 0) from invoices i where i.account_id = a.id and i.kind = 'credit_note')`,
  },

  librarySources: {
    holds: "Every account that is not erased has one source of its library",
    broken: sql`
      select a.slug as account, n.sources || ' sources deliver the library' as what from accounts a, lateral (
        select count(*) as sources from sources s where s.account_id = a.id and s.type = 'library' and s.deleted_at is null) n
      where n.sources <> 1 and a.erased_at is null`,
  },

  delivered: {
    holds: "What a source delivers is a deployment that succeeded",
    broken: sql`
      select a.slug as account, s.slug || ' delivers number ' || coalesce(s.deployment::text, 'nothing') as what
      from sources s join accounts a on a.id = s.account_id
      where (s.deployment is not null or s.status = 'deployed') and not exists (select from deployments d
        where d.account_id = s.account_id and d.source_id = s.id and d.number = s.deployment and d.status = 'deployed')`,
  },

  deployments: {
    holds: "Whatever is being deployed ends within ten minutes, and its source says so",
    broken: sql`
      select a.slug as account, s.slug || ' is ' || s.status || coalesce(' while number ' || d.number || ' is being deployed', ' by no deployment') as what
      from sources s join accounts a on a.id = s.account_id
      left join deployments d on d.account_id = s.account_id and d.source_id = s.id and d.status = 'deploying'
      where (s.status = 'deploying') <> (d.id is not null) or d.started_at < now() - interval '10 minutes'`,
  },

  deletedSources: {
    holds: "A deleted source keeps no domain and no credentials",
    broken: sql`
      select a.slug as account, s.slug || ' is deleted and keeps a domain or credentials' as what
      from sources s join accounts a on a.id = s.account_id
      where s.deleted_at is not null and (s.draft_secrets is not null
        or exists (select from source_domains o where o.account_id = s.account_id and o.source_id = s.id)
        or exists (select from deployments d where d.account_id = s.account_id and d.source_id = s.id and d.secrets is not null))`,
  },

  storage: {
    holds: "What an account stores is the sum of its contents",
    broken: sql`
      select a.slug as account, coalesce(u.bytes, 0) || ' bytes are counted and ' || b.bytes || ' are there' as what
      from accounts a left join storage_use u on u.account_id = a.id,
        lateral (select coalesce(sum(size), 0)::bigint as bytes from blobs where account_id = a.id) b
      where coalesce(u.bytes, 0) <> b.bytes`,
  },

  figures: {
    holds: "The figures of a day are those of its half hours, and no request was tallied twice",
    broken: sql`
      select a.slug as account, 'the figures of ' || d.day || ' do not add up' as what from (
        select account_id, source_id, day, requests, bytes, hits, errors, uncounted from delivery_days
        except
        select account_id, source_id, (at at time zone 'utc')::date, sum(requests), sum(bytes), sum(hits), sum(errors), sum(uncounted)
        from delivery_half_hours group by 1, 2, 3) d
      join accounts a on a.id = d.account_id
      union all
      select a.slug, 'more statuses than requests are listed on ' || t.day from (
        select account_id, day, sum(requests) as requests from delivery_tallies where kind = 'status' and source_id = '*' group by 1, 2) t
      join accounts a on a.id = t.account_id
      where t.requests > (select coalesce(sum(d.requests), 0) from delivery_days d where d.account_id = t.account_id and d.day = t.day)`,
  },
};
