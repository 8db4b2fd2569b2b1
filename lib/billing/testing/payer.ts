import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor, ActorAccount, MemberActor } from "@/lib/actor";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import type { BillingDetails, WantedTerms } from "@/lib/billing/input";
import { asMember, joinAccount, makeAccount } from "@/lib/testing/studio";

export const BILLED_TO: BillingDetails = {
  company: "Northlight Studio Lda",
  street: "Rua do Poço 12",
  postalCode: "1100-341",
  city: "Lisboa",
  country: "PT",
  taxId: null,
  email: "invoices@northlight.studio",
};

/** An account on Free, and who pays for it. `told`: they have said whom to bill. */
export async function makePayer({ told = true } = {}) {
  const account = await makeAccount({ plan: "free" });
  const priya = await joinAccount(account, { role: "finance", name: "Priya Raman" });
  if (told) await editBillingDetails(priya, BILLED_TO);
  return { account, priya };
}

/** As the next request of theirs would find them: with the plan of now. */
export async function again(actor: MemberActor): Promise<MemberActor> {
  const [account] = await systemDb().execute<ActorAccount>(
    sql`select id, slug, name, plan from accounts where id = ${actor.account.id}`,
  );
  return asMember(account as ActorAccount, actor.memberId);
}

/** Asks for the price of other terms and takes them. */
export async function change(actor: Actor, wanted: WantedTerms) {
  const quote = await quoteTerms(actor, wanted);
  return { quote, ...(await changeTerms(actor, quote)) };
}

/** Moves the present period of the account, so that so much of it has passed. */
export const passTime = (accountId: string, days: number) =>
  systemDb().execute(sql`update subscriptions set period_start = period_start - make_interval(days => ${days}),
    period_end = period_end - make_interval(days => ${days}) where account_id = ${accountId} and ended_at is null`);

/** What the account was written about, in order. */
export const mailsOf = async (accountId: string) =>
  (
    await systemDb().execute<{ template: string }>(
      sql`select template from mails where account_id = ${accountId} order by created_at, id`,
    )
  ).map(({ template }) => template);
