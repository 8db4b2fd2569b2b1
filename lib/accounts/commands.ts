import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { newId } from "@/db/ids";
import { accounts, formerSlugs } from "@/db/schema/accounts";
import { type ActorAccount, type Plan, type SystemActor, systemActor } from "@/lib/actor";
import type { CreateAccount, CreateAdministrator, Trial } from "@/lib/accounts/input";
import { recordAudit } from "@/lib/audit/commands";
import { type AccountTerms, setTerms, termsOf } from "@/lib/billing/commands/set-terms";
import { subscriptionIn } from "@/lib/billing/queries/subscription";
import { type OwnLimits, PLANS } from "@/lib/billing/rules";
import { DAY_MS } from "@/lib/day";
import { AppError, refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { ROLES } from "@/lib/permissions/roles";
import { createOperatorLink } from "@/lib/sign-in/commands/operator-link";
import { writeAccess } from "@/lib/users/commands/change-access";
import { enrolUsers } from "@/lib/users/commands/enrol-users";
import { findRole } from "@/lib/users/queries/access";
import { seatsIn } from "@/lib/users/queries/count-seats";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import { memberForChange, type MemberForChange } from "@/lib/users/queries/member-for-change";
import { isLastingAdministrator, whyNoSeats } from "@/lib/users/rules";

const ADMINISTRATOR = "account_administrator";

/** An account without anyone in it; `createAdministrator` lets the first person in. */
export async function createAccount(account: CreateAccount, author: string, requestId: string): Promise<ActorAccount> {
  return withSystem(async (tx) => {
    const { name, slug, plan, seatLimit } = account;
    const [former] = await tx.select().from(formerSlugs).where(eq(formerSlugs.slug, slug));
    const [made] = await tx
      .insert(accounts)
      .values({ id: newId("account"), name, slug, plan, seatLimit })
      .onConflictDoNothing()
      .returning({ id: accounts.id, slug: accounts.slug, name: accounts.name, plan: accounts.plan });
    if (!made || former)
      throw new AppError("conflict", `There is already an account ${slug}.`, {
        fields: [{ path: "slug", message: "Another account has this address." }],
      });
    await recordAudit(
      tx,
      systemActor(made, author, requestId),
      "account.create",
      { kind: "account", id: made.id, name },
      { after: account },
    );
    return made;
  });
}

/** Nobody loses access by it; where the new plan has fewer seats than are taken, no further person gets one. */
export const setPlan = (actor: SystemActor, plan: Plan) => changeTerms(actor, { plan, planUntil: null });

/**
 * Gives a plan for some days, for which nothing is charged; then the account has the Free plan, unless somebody takes a
 * plan before. One that is under way gets another end.
 * @throws AppError `conflict` where a subscription is charged for, or the plan is given without an end
 */
export async function beginTrial(actor: SystemActor, { plan, days }: Trial): Promise<{ until: Date }> {
  authorize(actor, "billing.changePlan");
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.changePlan");
    const { account, now } = turn;
    if (await subscriptionIn(tx, account.id))
      throw new AppError("conflict", `${account.name} has a subscription: a trial is for accounts without one.`);
    if (account.plan !== "free" && !account.planUntil)
      throw new AppError("conflict", `${account.name} has the ${PLANS[account.plan].label} plan, without an end.`);
    const until = new Date(now.getTime() + days * DAY_MS);
    await setTerms(tx, turn, { plan, planUntil: until });
    return { until };
  });
}

/** Numbers of this account alone; null: as its plan has it. What is beyond a limit already stays. */
export const setLimits = (actor: SystemActor, limits: Partial<OwnLimits>) => changeTerms(actor, limits);

async function changeTerms(
  actor: SystemActor,
  terms: AccountTerms,
): Promise<{ plan: Plan; seats: { used: number; limit: number } }> {
  authorize(actor, "billing.changePlan");
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.changePlan");
    const { account } = turn;
    if (!isDeepStrictEqual(termsOf(account, terms), terms)) await setTerms(tx, turn, terms);
    const { used, limit } = await seatsIn(tx, account.id);
    return { plan: terms.plan ?? account.plan, seats: { used, limit } };
  });
}

/**
 * Makes someone an administrator of the account, who needs no invitation; whoever is one already only gets a way in.
 * @returns the path of a link that signs them in once
 */
export async function createAdministrator(
  actor: SystemActor,
  person: CreateAdministrator,
): Promise<{ memberId: string; path: string }> {
  authorize(actor, "users.invite");
  return withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "users.invite");
    const member = await findMember(tx, turn, person.email);
    const memberId = member ? await promote(tx, turn, member) : await enrol(tx, turn, person);
    return { memberId, path: await createOperatorLink(tx, person.email) };
  });
}

async function findMember(tx: Tx, { account }: Turn, email: string): Promise<MemberForChange | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    select id from members where account_id = ${account.id} and lower(email) = ${email} and ended_at is null`);
  return row ? memberForChange(tx, account.id, row.id) : null;
}

async function promote(tx: Tx, turn: Turn, member: MemberForChange): Promise<string> {
  if (member.suspended)
    throw new AppError("conflict", `${member.name} is suspended. Another administrator can change that.`);
  if (isLastingAdministrator(member.access)) return member.id;
  const role = await findRole(tx, turn.account.id, ADMINISTRATOR);
  await writeAccess(tx, turn, member, { role, begin: [], end: [], keep: member.grants });
  return member.id;
}

async function enrol(tx: Tx, turn: Turn, { email, name }: CreateAdministrator): Promise<string> {
  refuseIf(whyNoSeats(await seatsIn(tx, turn.account.id), 1));
  const [memberId = ""] = await enrolUsers(tx, turn, [
    { email, name, roleId: ADMINISTRATOR, roleName: ROLES[ADMINISTRATOR].label, permissions: [] },
  ]);
  return memberId;
}
