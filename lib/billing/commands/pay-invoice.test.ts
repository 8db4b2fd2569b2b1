import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { confirmTestCard, markPaid, payByTestCard } from "@/lib/billing/commands/pay-invoice";
import { findInvoice } from "@/lib/billing/queries/list-invoices";
import { change, makePayer, mailsOf } from "@/lib/billing/testing/payer";
import { env } from "@/lib/env";
import { asSystem } from "@/lib/testing/studio";

useTestDatabase();

async function asDemo<T>(work: () => Promise<T>): Promise<T> {
  const settings = env();
  const before = settings.APERTURE_DEMO;
  settings.APERTURE_DEMO = "1";
  try {
    return await work();
  } finally {
    settings.APERTURE_DEMO = before;
  }
}

test("an invoice is paid once, whoever pays at the same moment", async () => {
  const { account, priya } = await makePayer();
  const { invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  const { number } = await findInvoice(priya, invoiceId ?? "");
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => markPaid(asSystem(account), { number, reference: `Transfer ${i}` })),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const paid = await findInvoice(priya, invoiceId ?? "");
  expect(paid).toMatchObject({ status: "paid", due: 0, payments: [{ method: "transfer", amount: 4900 }] });
  expect(await mailsOf(account.id)).toEqual(["invoice", "payment"]);
});

test("cards of the demo answer as their banks would, in the demo alone, and no number is kept", async () => {
  const { account, priya } = await makePayer();
  const { invoiceId } = await change(priya, { plan: "pro", seats: 5 });
  const card = (number: string) => ({ invoiceId: invoiceId ?? "", number });
  await expect(payByTestCard(priya, card("4242 4242 4242 4242"))).rejects.toMatchObject({ code: "conflict" });
  await asDemo(async () => {
    await expect(payByTestCard(priya, card("4111 1111 1111 1111"))).rejects.toMatchObject({ code: "invalid" });
    await expect(payByTestCard(priya, card("4000 0000 0000 0002"))).rejects.toMatchObject({ code: "conflict" });
    const asked = await payByTestCard(priya, card("4000002500003155"));
    const confirmation = "confirmation" in asked ? asked.confirmation : "";
    await expect(confirmTestCard(priya, { confirmation, approved: false })).rejects.toMatchObject({ code: "conflict" });
    const other = await makePayer();
    await expect(confirmTestCard(other.priya, { confirmation, approved: true })).rejects.toMatchObject({
      code: "gone",
    });
    expect(await confirmTestCard(priya, { confirmation, approved: true })).toEqual({ outcome: "paid" });
    await expect(payByTestCard(priya, card("4242 4242 4242 4242"))).rejects.toMatchObject({ code: "conflict" });
  });
  expect((await findInvoice(priya, invoiceId ?? "")).payments).toMatchObject([{ reference: "Card ending in 3155" }]);
  expect(await mailsOf(account.id)).toEqual(["invoice", "payment-failed", "payment-failed", "payment"]);
  const [kept] = await systemDb().execute<{ text: string }>(sql`
    select concat((select json_agg(p) from payments p where account_id = ${account.id}),
      (select json_agg(e) from audit_events e where account_id = ${account.id}),
      (select json_agg(m) from mails m where account_id = ${account.id})) as text`);
  expect(kept?.text).not.toMatch(/4000 ?0025|4242 ?4242|4111 ?1111/);
});

test("what was issued and paid cannot be changed by the application", async () => {
  for (const table of [sql`invoices`, sql`payments`]) {
    const refused = { cause: { code: "42501" } };
    await expect(systemDb().execute(sql`update ${table} set id = id`)).rejects.toMatchObject(refused);
    await expect(systemDb().execute(sql`delete from ${table}`)).rejects.toMatchObject(refused);
  }
});
