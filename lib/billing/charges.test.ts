import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { chargeCard, chargeDueCards } from "@/lib/billing/commands/charge-card";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { beginCheckout, readCard } from "@/lib/billing/commands/pay-by-provider";
import { markPaid } from "@/lib/billing/commands/pay-invoice";
import { receiveStripeEvent } from "@/lib/billing/commands/receive-event";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { aCard, useStripeServer } from "@/lib/testing/stripe-server";
import { asMember, asSystem, joinAccount, makeAccount } from "@/lib/testing/studio";

useTestDatabase();

const stripe = useStripeServer();

/** An account on Free that has saved a card at Stripe, and chooses Pro. */
async function chooseProWithCard() {
  const account = await makeAccount({ plan: "free" });
  const priya = await joinAccount(account, { role: "finance" });
  const details = { company: "A", street: "B", postalCode: "C", city: "D", country: "PT", taxId: null, email: null };
  await editBillingDetails(priya, details);
  stripe.card = aCard("4242");
  await saveCard(account.id);
  const { invoiceId } = await changeTerms(priya, await quoteTerms(priya, { plan: "pro", seats: 5 }));
  return { account, priya, invoiceId: invoiceId ?? "" };
}

async function saveCard(accountId: string) {
  const customer = `cus_${accountId}`;
  await systemDb().execute(sql`insert into payers (account_id, customer) values (${accountId}, ${customer})`);
  await readCard({ customer });
}

type Made = Awaited<ReturnType<typeof chooseProWithCard>>;

/** Moves the tries of the invoice into the past. */
const passDays = ({ account }: Made, days: number) =>
  systemDb().execute(sql`
    update card_charges set due_at = due_at - make_interval(days => ${days}) where account_id = ${account.id}`);

const chargesOf = ({ account }: Made) =>
  systemDb().execute<{ id: string; attempt: number; outcome: string | null; days: number }>(sql`
    select id, attempt, outcome, (extract(epoch from due_at - min(due_at) over ()) / 86400)::int as days
    from card_charges where account_id = ${account.id} order by attempt`);

const mailsOf = async ({ account }: Made) =>
  (
    await systemDb().execute<{ template: string }>(
      sql`select template from mails where account_id = ${account.id} order by created_at, id`,
    )
  ).map(({ template }) => template);

const askedToCharge = () => stripe.asked.filter(({ path, body }) => path === "/v1/payment_intents" && body.size > 0);

test("an invoice is charged to the saved card as soon as it is issued, once, whoever runs the job", async () => {
  const made = await chooseProWithCard();
  await Promise.all([chargeDueCards(), chargeDueCards(), chargeDueCards()]);
  await chargeDueCards();
  const [first] = await chargesOf(made);
  expect(new Set(askedToCharge().map(({ idempotencyKey }) => idempotencyKey))).toEqual(
    new Set([`charge ${first?.id}`]),
  );
  expect(Object.fromEntries(askedToCharge()[0]?.body ?? [])).toMatchObject({
    amount: "4900",
    currency: "eur",
    customer: `cus_${made.account.id}`,
    payment_method: "pm_4242",
    off_session: "true",
    confirm: "true",
    "metadata[invoiceId]": made.invoiceId,
  });
  expect(stripe.intents).toHaveLength(1);
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({
    status: "paid",
    chargeAt: null,
    payments: [{ method: "card", amount: 4900, reference: stripe.intents[0]?.id }],
  });
  expect(await mailsOf(made)).toEqual(["invoice", "payment"]);
});

test("declined, it is tried again after 1, 3 and 7 days, told of each time, and then no more", async () => {
  const made = await chooseProWithCard();
  stripe.bank = "card_declined";
  for (const days of [0, 1, 2, 4, 5]) {
    await passDays(made, days);
    await Promise.all([chargeDueCards(), chargeDueCards()]);
    await chargeDueCards();
  }
  expect(await chargesOf(made)).toMatchObject([
    { attempt: 1, days: 0, outcome: "declined" },
    { attempt: 2, days: 1, outcome: "declined" },
    { attempt: 3, days: 3, outcome: "declined" },
    { attempt: 4, days: 7, outcome: "declined" },
  ]);
  expect(new Set(askedToCharge().map(({ idempotencyKey }) => idempotencyKey)).size).toBe(4);
  const invoice = await findInvoice(made.priya, made.invoiceId);
  expect(invoice).toMatchObject({ status: "open", chargeAt: null, payments: [] });
  expect(invoice.failedCharges).toHaveLength(4);
  expect(invoice.failedCharges[0]).toMatchObject({ outcome: "declined", reason: "Your card was declined." });
  expect(await mailsOf(made)).toEqual(["invoice", ...Array.from({ length: 4 }, () => "payment-failed")]);
});

test.each([{ bank: "stolen_card" }, { bank: "expired_card" }, { bank: "do_not_honor", advice: "do_not_try_again" }])(
  "refused for good ($bank $advice), the same card is not asked again, and the payers are told",
  async (refusal) => {
    const made = await chooseProWithCard();
    Object.assign(stripe, refusal);
    await chargeDueCards();
    await readCard({ customer: `cus_${made.account.id}` });
    const { card } = await findBilling(made.priya);
    expect(card?.saved).toMatchObject({ last4: "4242", isRefused: true });
    stripe.bank = "succeeded";
    await passDays(made, 1);
    await chargeDueCards();
    expect(await chargesOf(made)).toMatchObject([{ outcome: "refused" }, { outcome: "refused" }, { outcome: null }]);
    expect(askedToCharge()).toHaveLength(1);
    expect(await mailsOf(made)).toEqual(["invoice", "card-refused", "card-refused"]);
  },
);

test("another card, or the same one renewed, is charged on the next day that was planned", async () => {
  const made = await chooseProWithCard();
  const customer = `cus_${made.account.id}`;
  stripe.bank = "stolen_card";
  await chargeDueCards();
  const renewed = aCard("4242");
  stripe.card = { ...renewed, card: { ...renewed.card, exp_year: 2033 } };
  await readCard({ customer });
  expect((await findBilling(made.priya)).card?.saved).toMatchObject({ expires: "2033-04", isRefused: false });
  stripe.bank = "succeeded";
  await passDays(made, 1);
  await chargeDueCards();
  expect(await chargesOf(made)).toMatchObject([{ outcome: "refused" }, { outcome: "paid" }]);
  expect((await findInvoice(made.priya, made.invoiceId)).failedCharges).toMatchObject([{ outcome: "refused" }]);
});

test("a bank that advises to try later is heard, whatever its code", async () => {
  const made = await chooseProWithCard();
  Object.assign(stripe, { bank: "transaction_not_allowed", advice: "try_again_later" });
  await chargeDueCards();
  expect(await chargesOf(made)).toMatchObject([{ outcome: "declined" }, { outcome: null }]);
});

test("the page and the mail say when it is tried again, and another card or another way ends it", async () => {
  const made = await chooseProWithCard();
  stripe.bank = "card_declined";
  await chargeDueCards();
  const { chargeAt, issuedAt, number } = await findInvoice(made.priya, made.invoiceId);
  expect(chargeAt?.getTime()).toBe(issuedAt.getTime() + 86_400_000);
  const [mail] = await systemDb().execute<{ props: { next: string; reason: string } }>(
    sql`select props from mails where account_id = ${made.account.id} and template = 'payment-failed'`,
  );
  expect(mail?.props).toMatchObject({ reason: "Your card was declined.", next: expect.stringMatching(/\d{4}/) });
  await markPaid(asSystem(made.account), { number, reference: "bank" });
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ chargeAt: null });
  stripe.bank = "succeeded";
  stripe.card = aCard("5556");
  await passDays(made, 2);
  await chargeDueCards();
  expect(await chargesOf(made)).toMatchObject([{ outcome: "declined" }, { outcome: "skipped" }]);
  expect(stripe.intents).toHaveLength(1);
});

test("a card that was changed is the one that is charged next; one that was removed is missed, and told of", async () => {
  const made = await chooseProWithCard();
  stripe.card = null;
  await chargeDueCards();
  expect(askedToCharge()).toEqual([]);
  stripe.card = aCard("5556");
  await passDays(made, 1);
  await chargeDueCards();
  expect(askedToCharge().map(({ body }) => body.get("payment_method"))).toEqual(["pm_5556"]);
  expect(await chargesOf(made)).toMatchObject([{ outcome: "no_card" }, { outcome: "paid" }]);
});

test("a bank that wants to hear the holder is told of by mail, and not asked again without them", async () => {
  const made = await chooseProWithCard();
  stripe.bank = "authentication_required";
  await chargeDueCards();
  await passDays(made, 30);
  await chargeDueCards();
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ toConfirm: true, chargeAt: null });
  expect(askedToCharge()).toHaveLength(1);
  expect(await mailsOf(made)).toEqual(["invoice", "payment-confirmation"]);
  expect(await beginCheckout(made.priya, { invoiceId: made.invoiceId })).toMatchObject({
    url: expect.stringContaining("https://stripe.example/"),
  });
});

test("a bank that takes its time is heard by its event, however often that comes", async () => {
  const made = await chooseProWithCard();
  stripe.bank = "processing";
  await chargeDueCards();
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ status: "open", payments: [] });
  const [charge] = await chargesOf(made);
  const told = { accountId: made.account.id, chargeId: charge?.id ?? "" };
  Object.assign(stripe.intents[0] ?? {}, { status: "succeeded" });
  for (const id of ["evt_a", "evt_a", "evt_b"])
    await receiveStripeEvent({ id, type: "payment_intent.succeeded", kind: "charge", ...told });
  await Promise.all([chargeCard(told), chargeCard(told)]);
  expect((await findInvoice(made.priya, made.invoiceId)).payments).toHaveLength(1);
  expect(stripe.intents).toHaveLength(1);
});

test("a server that stops between charging and writing it down finds the charge, also when Stripe forgot the key", async () => {
  const made = await chooseProWithCard();
  const [charge] = await chargesOf(made);
  const asked = { customer: `cus_${made.account.id}`, card: "pm_4242", amount: 4900 };
  await systemDb().execute(
    sql`update card_charges set asked = ${JSON.stringify(asked)}::jsonb where id = ${charge?.id}`,
  );
  stripe.intents.push({ id: "pi_before", status: "succeeded", metadata: { chargeId: charge?.id } });
  await chargeDueCards();
  expect(askedToCharge()).toEqual([]);
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ payments: [{ reference: "pi_before" }] });
});

test("whoever pays while the bank is asked gets the card's money back at once", async () => {
  const made = await chooseProWithCard();
  stripe.bank = "processing";
  await chargeDueCards();
  const { number } = await findInvoice(made.priya, made.invoiceId);
  await markPaid(asSystem(made.account), { number, reference: "bank" });
  Object.assign(stripe.intents[0] ?? {}, { status: "succeeded" });
  await Promise.all([chargeDueCards(), chargeDueCards()]);
  await chargeDueCards();
  const refunds = stripe.asked.filter(({ path }) => path === "/v1/refunds");
  expect(new Set(refunds.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(refunds[0]?.body.get("amount")).toBe("4900");
  expect(await chargesOf(made)).toMatchObject([{ outcome: "returned" }]);
  expect((await findInvoice(made.priya, made.invoiceId)).payments).toMatchObject([{ method: "transfer" }]);
});

test("while Stripe is out of reach nothing is charged or lost, and the charge follows", async () => {
  const made = await chooseProWithCard();
  stripe.answers = false;
  await chargeDueCards();
  expect(await chargesOf(made)).toMatchObject([{ outcome: null }]);
  stripe.answers = true;
  await chargeDueCards();
  expect(await findInvoice(made.priya, made.invoiceId)).toMatchObject({ status: "paid" });
}, 30_000);

test("not paid for a fortnight, the subscription is not renewed: the account falls to Free and keeps everyone", async () => {
  const made = await chooseProWithCard();
  const { account, priya } = made;
  const mira = await joinAccount(account, { role: "account_administrator" });
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1 });
  await owner`update invoices set due_at = now() - interval '14 days' where account_id = ${account.id}`;
  await owner`update subscriptions set period_start = period_start - interval '40 days', period_end = period_end - interval '40 days'
    where account_id = ${account.id}`;
  await owner.end();
  await Promise.all([renewSubscriptions(), renewSubscriptions()]);
  const again = async (actor: MemberActor) => {
    const [now] = await systemDb().execute<ActorAccount>(
      sql`select id, slug, name, plan from accounts where id = ${account.id}`,
    );
    return asMember(now as ActorAccount, actor.memberId);
  };
  expect((await again(mira)).account.plan).toBe("free");
  for (const actor of [mira, priya]) expect((await again(actor)).permissions).toBe(actor.permissions);
  // One to each of the two who see invoices.
  expect(await mailsOf(made)).toEqual(["invoice", "plan-ended", "plan-ended"]);
  await expect(quoteTerms(await again(priya), { plan: "pro", seats: 5 })).rejects.toMatchObject({
    message: expect.stringContaining("is overdue. Pay it"),
  });
});
