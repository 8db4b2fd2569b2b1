import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor, MemberActor } from "@/lib/actor";
import { cancelSubscription, resumeSubscription } from "@/lib/billing/commands/cancel-subscription";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { receiveStripeEvent } from "@/lib/billing/commands/receive-event";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import type { WantedTerms } from "@/lib/billing/input";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import type { StripeEvent } from "@/lib/billing/stripe";
import { again, BILLED_TO, change, makePayer, mailsOf, passTime } from "@/lib/billing/testing/payer";
import { AppError } from "@/lib/errors";
import { checkInvariants } from "@/lib/fsck/queries";
import { acceptInvitation } from "@/lib/invitations/commands/accept-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { invite } from "@/lib/testing/invitations";
import { ORIGIN } from "@/lib/testing/keys";
import { joinAccount } from "@/lib/testing/studio";

useTestDatabase();

type World = {
  mira: MemberActor;
  priya: MemberActor;
  pending: { id: string; token: string }[];
  told: StripeEvent[];
};

const pro: WantedTerms = { plan: "pro", seats: 5 };

/** What people, jobs and Stripe may do at the same moment. */
const STEPS = {
  buyPro: async ({ priya }: World) => change(await again(priya), pro),
  buyMany: async ({ priya }: World) => change(await again(priya), { plan: "enterprise", seats: 52 }),
  cancel: async ({ priya }: World) => cancelSubscription(await again(priya), { name: priya.account.name }),
  resume: async ({ priya }: World) => resumeSubscription(await again(priya)),
  renew: () => renewSubscriptions(),
  pay: async (world: World) => {
    const [open] = (await findBilling(world.priya)).open;
    if (!open) return;
    const id = `evt_${randomBytes(8).toString("hex")}`;
    const paid = { kind: "paid", accountId: world.priya.account.id, invoiceId: open.id, amount: open.due } as const;
    const event = { ...paid, id, type: "checkout.session.completed", currency: open.currency, payment: `pi_${id}` };
    world.told.push(event);
    await Promise.all([receiveStripeEvent(event), receiveStripeEvent(event), receiveStripeEvent(event)]);
  },
  invite: async ({ mira, pending }: World) => {
    pending.push(await invite(await again(mira), `${randomBytes(6).toString("hex")}@northlight.studio`));
  },
  accept: async ({ pending }: World) => {
    const token = pending[0]?.token ?? "";
    if (token) await acceptInvitation({ token, by: { kind: "mail-link" }, origin: ORIGIN });
  },
  revoke: async ({ mira, pending }: World) => {
    const [first] = pending;
    if (first) await revokeInvitation(await again(mira), { invitationId: first.id });
  },
};

type Step = keyof typeof STEPS;

/** Refusals are expected; a fault is not. */
async function atOnce(world: World, steps: readonly Step[]): Promise<void> {
  const results = await Promise.allSettled(steps.map((step) => STEPS[step](world)));
  const faults = results.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(faults.filter((fault) => !(fault instanceof AppError))).toEqual([]);
}

async function expectWholeBooks(priya: Actor & MemberActor): Promise<void> {
  const { open, credit } = await findBilling(await again(priya));
  const [sums] = await systemDb().execute<{ charged: number; money: number }>(sql`
    select coalesce(sum(total), 0)::int as charged, (select coalesce(sum(amount), 0)::int from payments
      where account_id = ${priya.account.id} and method <> 'credit') as money
    from invoices where account_id = ${priya.account.id}`);
  expect(open.reduce((sum, { due }) => sum + due, 0) - credit).toBe((sums?.charged ?? 0) - (sums?.money ?? 0));
}

test("whatever is bought, cancelled, paid, invited and revoked at once: no cent is lost, no seat overbooked", async () => {
  const step = fc.constantFrom(...(Object.keys(STEPS) as Step[]));
  const moment = fc.record({
    steps: fc.array(step, { minLength: 2, maxLength: 7 }),
    days: fc.integer({ max: 20, min: 0 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 2, maxLength: 5 }), async (moments) => {
      const { account, priya } = await makePayer();
      const mira = await joinAccount(account, { role: "account_administrator" });
      const world: World = { mira, priya, pending: [], told: [] };
      await atOnce(world, ["buyPro"]);
      for (const { steps, days } of moments) {
        await atOnce(world, steps);
        await passTime(account.id, days);
      }
      await expectWholeBooks(priya);
      const settled = (await listInvoices(await again(priya))).rows;
      // Stripe tells everything once more, the last first.
      for (const event of world.told.toReversed()) await receiveStripeEvent(event);
      expect((await listInvoices(await again(priya))).rows).toEqual(settled);
      expect((await checkInvariants(process.env.DATABASE_URL ?? "")).flatMap(({ broken }) => broken)).toEqual([]);
    }),
    { numRuns: 8 },
  );
}, 90_000);

test("what is sent twenty times at once from a page has one effect and is told of once", async () => {
  const { account, priya } = await makePayer({ told: false });
  const twenty = (work: () => Promise<unknown>) => Promise.allSettled(Array.from({ length: 20 }, work));
  const done = (results: PromiseSettledResult<unknown>[]) =>
    results.filter(({ status }) => status === "fulfilled").length;
  const events = async (operation: string) =>
    (
      await systemDb().execute(sql`
        select from audit_events where account_id = ${account.id} and operation = ${operation}`)
    ).length;

  expect(done(await twenty(() => editBillingDetails(priya, BILLED_TO)))).toBe(20);
  expect(await events("billing.editDetails")).toBe(1);
  expect(done(await twenty(() => change(priya, pro)))).toBe(1);
  const actor = await again(priya);
  expect(done(await twenty(() => cancelSubscription(actor, { name: account.name })))).toBe(1);
  expect(done(await twenty(() => resumeSubscription(actor)))).toBe(1);
  expect(await mailsOf(account.id)).toEqual(["invoice", "cancellation"]);
  expect([await events("billing.changePlan"), await events("billing.cancel"), await events("billing.resume")]).toEqual([
    1, 1, 1,
  ]);
});
