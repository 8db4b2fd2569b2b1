import { sql } from "drizzle-orm";
import { systemDb, withAccount } from "@/db/client";
import type { MemberActor, Plan } from "@/lib/actor";
import { PLANS, seatsOf } from "@/lib/billing/rules";

export type AccountChoice = { slug: string; name: string; plan: Plan };

/** The accounts that a person is an active member of, by name. */
export async function listAccountsOf(userId: string): Promise<AccountChoice[]> {
  return [
    ...(await systemDb().execute<AccountChoice>(sql`
      select a.slug, a.name, a.plan from members m join accounts a on a.id = m.account_id
      where m.user_id = ${userId} and m.ended_at is null
        and not exists (select from suspensions s where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)
      order by lower(a.name)`)),
  ];
}

export type SeatUsage = { members: number; pending: number; limit: number };

/** Members hold a seat, suspended ones too, and so does every invitation that can still be accepted. */
export function seatUsage({ account }: MemberActor): Promise<SeatUsage> {
  return withAccount(account.id, async (tx) => {
    const [row] = await tx.execute<{ members: number; pending: number; seatLimit: number | null }>(sql`
      select (select count(*)::int from members where account_id = a.id and ended_at is null) as members,
        (select count(*)::int from invitations where account_id = a.id and ended_at is null and expires_at > now()) as pending,
        a.seat_limit as "seatLimit"
      from accounts a where a.id = ${account.id}`);
    const { members = 0, pending = 0, seatLimit = null } = row ?? {};
    return { members, pending, limit: seatsOf({ plan: account.plan, seatLimit, keyLimit: null }) };
  });
}

export const planLabel = (plan: Plan) => `${PLANS[plan].label} plan`;
