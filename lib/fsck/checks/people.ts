import { sql } from "drizzle-orm";
import { PLANS } from "@/lib/billing/rules";
import type { Check } from "@/lib/fsck/checks/check";

const seats = sql`coalesce(a.seat_limit, case a.plan when 'free' then ${PLANS.free.seats}::int when 'pro' then ${PLANS.pro.seats}::int else ${PLANS.enterprise.seats}::int end)`;

export const PEOPLE: Record<string, Check> = {
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
};
