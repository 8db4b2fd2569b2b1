import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { type PAYMENT_METHODS, payments } from "@/db/schema/billing";
import { authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { mailReceipt } from "@/lib/billing/commands/mail-billing";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import type { Turn } from "@/lib/users/queries/lock-account";

const WAYS: Record<(typeof PAYMENT_METHODS)[number], string> = {
  card: "by card",
  transfer: "by transfer",
  credit: "out of credit",
};

type Payment = { method: keyof typeof WAYS; reference: string };

/** All that is due of the invoice is paid, and a receipt is mailed. Call it in the account's turn. */
export async function recordPayment(
  tx: Tx,
  { account, actor, now }: Turn,
  invoice: Invoice,
  { method, reference }: Payment,
): Promise<void> {
  const { id, number, due, currency } = invoice;
  await tx.insert(payments).values({
    accountId: account.id,
    id: newId("payment"),
    invoiceId: id,
    method,
    amount: due,
    reference,
    at: now,
    by: authorOf(actor),
  });
  await mailReceipt(tx, account, invoice, { amount: due, by: WAYS[method] });
  await recordAudit(
    tx,
    actor,
    "billing.payInvoice",
    { kind: "invoice", id, name: number },
    { after: { amount: due, currency, method, reference } },
  );
}
