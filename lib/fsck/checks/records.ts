import { sql } from "drizzle-orm";
import { apiKeys } from "@/db/schema/api-keys";
import { groups, invitations, roles, suspensions } from "@/db/schema/members";
import { type Check, nameOf, ofEach } from "@/lib/fsck/checks/check";

/** What can only have come about by something that the audit log tells of. */
const RECORDED = [
  { table: roles, target: sql`t.id`, operations: ["roles.create"] },
  { table: groups, target: sql`t.id`, operations: ["groups.create"] },
  { table: invitations, target: sql`t.id`, operations: ["users.invite"] },
  { table: suspensions, target: sql`t.member_id`, operations: ["users.suspend"] },
  { table: apiKeys, target: sql`coalesce(t.rotated_from_id, t.id)`, operations: ["apiKeys.create", "apiKeys.rotate"] },
];

export const RECORDS: Record<string, Check> = {
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
};
