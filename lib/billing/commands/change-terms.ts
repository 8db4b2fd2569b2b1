import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { subscriptions } from "@/db/schema/billing";
import type { Actor } from "@/lib/actor";
import { draftTerms, type DraftedTerms } from "@/lib/billing/commands/draft-terms";
import { type Amounts, amountsOf, issueInvoice } from "@/lib/billing/commands/issue-invoice";
import { setTerms } from "@/lib/billing/commands/set-terms";
import type { WantedTerms } from "@/lib/billing/input";
import { accountNow } from "@/lib/billing/queries/account-now";
import { consequencesOf } from "@/lib/billing/queries/consequences";
import { creditIn } from "@/lib/billing/queries/invoice-rows";
import { CURRENCY, type Period, PLANS, priceOf } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { seal, unseal } from "@/lib/seal";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const PURPOSE = "quote of terms";
const QUOTE_SECONDS = 15 * 60;

/** What the server itself said, and takes back as it was. */
type Sealed = { accountId: string; wanted: WantedTerms; at: string; subscriptionId: string | null; total: number };

export type Quote = Amounts & {
  quote: string;
  currency: string;
  /** How much of the total is paid out of credit. */
  fromCredit: number;
  period: Period;
  /** For each period from the next on, without tax. */
  nextPrice: number;
  /** What else changes, in sentences. */
  consequences: string[];
};

/** What a change of plan or seats costs now, to the cent; it can be had at that price for a quarter of an hour. */
export async function quoteTerms(actor: Actor, wanted: WantedTerms): Promise<Quote> {
  authorize(actor, "billing.changePlan");
  return withAccount(actor.account.id, async (tx) => {
    const { account, now } = await accountNow(tx, actor.account.id);
    const drafted = await draftTerms(tx, account, wanted, now);
    const amounts = await amountsOf(tx, account.id, drafted.lines);
    const sealed: Sealed = {
      accountId: account.id,
      wanted,
      at: now.toISOString(),
      subscriptionId: drafted.former?.id ?? null,
      total: amounts.total,
    };
    return {
      ...amounts,
      quote: seal(PURPOSE, sealed, QUOTE_SECONDS),
      currency: CURRENCY,
      fromCredit: Math.max(0, Math.min(amounts.total, await creditIn(tx, account.id))),
      period: drafted.period,
      nextPrice: priceOf(wanted),
      consequences: await consequencesOf(tx, account, wanted),
    };
  });
}

/** The account has the plan and seats of the quote at once, and an invoice or credit note of exactly what it said. */
export async function changeTerms(actor: Actor, { quote }: { quote: string }): Promise<{ invoiceId: string | null }> {
  authorize(actor, "billing.changePlan");
  const sealed = unseal<Sealed>(PURPOSE, quote);
  if (!sealed || sealed.accountId !== actor.account.id) throw outdated();
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.changePlan");
    const { wanted } = sealed;
    const at = new Date(sealed.at);
    const drafted = await draftTerms(tx, turn.account, wanted, at);
    const { total } = await amountsOf(tx, turn.account.id, drafted.lines);
    if (total !== sealed.total || (drafted.former?.id ?? null) !== sealed.subscriptionId) throw outdated();
    await beginTerms(tx, turn, wanted, drafted);
    const invoice = await issueInvoice(tx, turn, drafted.lines);
    await setTerms(tx, turn, { ...limitsOf(wanted), ...(turn.account.planUntil && { planUntil: null }) });
    return { invoiceId: invoice?.id ?? null };
  });
}

const outdated = () =>
  new AppError("conflict", "Something has changed since this price was shown. Look at the new one, then confirm it.");

async function beginTerms(tx: Tx, turn: Turn, wanted: WantedTerms, drafted: DraftedTerms): Promise<void> {
  if (drafted.former) await endSubscription(tx, turn, drafted.former.id, "changed");
  await tx.insert(subscriptions).values({
    ...turn.begun,
    id: newId("subscription"),
    ...wanted,
    periodStart: drafted.period.start,
    periodEnd: drafted.period.end,
    anchorDay: drafted.anchorDay,
  });
}

export async function endSubscription(tx: Tx, turn: Turn, id: string, reason: string): Promise<void> {
  const s = subscriptions;
  await tx
    .update(s)
    .set(turn.ended(reason))
    .where(and(eq(s.accountId, turn.account.id), eq(s.id, id)));
}

/** The plan's own number of seats is not written down: it follows the plan. */
const limitsOf = ({ plan, seats }: WantedTerms) => ({ plan, seatLimit: seats === PLANS[plan].seats ? null : seats });
