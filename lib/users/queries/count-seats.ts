import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor, Plan } from "@/lib/actor";
import { limitOf } from "@/lib/billing/rules";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";

/** `used` is members, suspended ones too, and invitations that can still be accepted. */
export type Seats = { members: number; pending: number; used: number; limit: number };

export async function countSeats(actor: Actor): Promise<Seats> {
  authorize(actor, "users.view");
  return withAccount(actor.account.id, (tx) => seatsIn(tx, actor.account.id));
}

/** Judge by it only in the account's turn. */
export async function seatsIn(tx: Tx, accountId: string): Promise<Seats> {
  const [row] = await tx.execute<{ members: number; pending: number; plan: Plan; seatLimit: number | null }>(sql`
    select a.plan, a.seat_limit as "seatLimit",
      (select count(*)::int from members where account_id = a.id and ended_at is null) as members,
      (select count(*)::int from invitations where account_id = a.id and ended_at is null and expires_at > now()) as pending
    from accounts a where a.id = ${accountId}`);
  if (!row) throw notFound("account");
  const { members, pending, plan, seatLimit } = row;
  return { members, pending, used: members + pending, limit: limitOf("seats", { plan, seatLimit }) };
}
