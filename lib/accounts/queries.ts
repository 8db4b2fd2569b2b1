import { and, eq, isNull, sql } from "drizzle-orm";
import { systemDb, withAccount, withSystem } from "@/db/client";
import { accounts } from "@/db/schema/accounts";
import type { ActorAccount, MemberActor, Plan } from "@/lib/actor";
import { type Limit, limitOf, limitsOf, PLANS } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { administratorsOf } from "@/lib/users/queries/holders";

const isNotSuspended = sql`not exists (select from suspensions s
  where s.account_id = m.account_id and s.member_id = m.id and s.ended_at is null)`;

type AccountChoice = { slug: string; name: string; plan: Plan };

/** The account that a person worked in last, or the first by name where they have worked in none yet. */
export async function findLastAccountOf(userId: string): Promise<AccountChoice | null> {
  const [last] = await systemDb().execute<AccountChoice>(sql`
    select a.slug, a.name, a.plan from members m join accounts a on a.id = m.account_id
    where m.user_id = ${userId} and m.ended_at is null and a.deleted_at is null and ${isNotSuspended}
    order by m.last_active_at desc nulls last, lower(a.name) limit 1`);
  return last ?? null;
}

/** The accounts that a person is an active member of, by name. */
export async function listAccountsOf(userId: string): Promise<AccountChoice[]> {
  return [
    ...(await systemDb().execute<AccountChoice>(sql`
      select a.slug, a.name, a.plan from members m join accounts a on a.id = m.account_id
      where m.user_id = ${userId} and m.ended_at is null and a.deleted_at is null and ${isNotSuspended}
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
    return { members, pending, limit: limitOf("seats", { plan: account.plan, seatLimit }) };
  });
}

export const planLabel = (plan: Plan) => `${PLANS[plan].label} plan`;

export type AccountRow = ActorAccount & {
  seats: { used: number; limit: number };
  limits: Record<Limit, number | null>;
  administrators: number;
  createdAt: Date;
};

/** Every account of the server, by name: for its operator. */
export async function listAllAccounts(): Promise<AccountRow[]> {
  return withSystem(async (tx) => {
    const all = await tx
      .select()
      .from(accounts)
      .where(isNull(accounts.erasedAt))
      .orderBy(sql`lower(${accounts.name})`);
    const rows: AccountRow[] = [];
    for (const account of all) {
      const { id, slug, name, plan, createdAt } = account;
      const { used, limit } = await seatsIn(tx, id);
      const administrators = (await administratorsOf(tx, id)).size;
      rows.push({ id, slug, name, plan, seats: { used, limit }, limits: limitsOf(account), administrators, createdAt });
    }
    return rows;
  });
}

/** The account that its operator names; without a name, the only one there is. */
export async function findAccount(slug?: string): Promise<ActorAccount> {
  const found = await systemDb()
    .select({ id: accounts.id, slug: accounts.slug, name: accounts.name, plan: accounts.plan })
    .from(accounts)
    .where(and(isNull(accounts.erasedAt), slug === undefined ? undefined : eq(accounts.slug, slug)))
    .limit(2);
  const [account, another] = found;
  if (another) throw new AppError("invalid", "There are several accounts: name one with --account.");
  if (account) return account;
  throw new AppError("not_found", slug === undefined ? "There is no account yet." : `There is no account ${slug}.`);
}
