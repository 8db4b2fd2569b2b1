import { sql } from "drizzle-orm";
import { systemDb, type Tx, withSystem } from "@/db/client";
import { mailReminder } from "@/lib/billing/commands/mail-billing";
import { dueOf, invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { REMINDER_DAYS } from "@/lib/billing/rules";

type Account = { id: string; slug: string; name: string };

const [FIRST] = REMINDER_DAYS;

/** Mails accounts of invoices that are overdue: a day, a week and three weeks after the due date, once each. */
export async function remindOverdue(): Promise<void> {
  const accounts = await systemDb().execute<Account>(sql`
    select a.id, a.slug, a.name from accounts a where exists (select from invoices i
      where i.account_id = a.id and i.kind = 'invoice' and i.due_at < now() - make_interval(days => ${FIRST}) and ${dueOf} > 0)`);
  for (const account of accounts) await withSystem((tx) => remind(tx, account));
}

/** A server that was off for long sends the last reminder alone. */
async function remind(tx: Tx, account: Account): Promise<void> {
  const begun = await tx.execute<{ invoiceId: string }>(sql`
    insert into invoice_reminders (account_id, invoice_id, days)
    select i.account_id, i.id, days::int from invoices i, json_array_elements_text(${JSON.stringify(REMINDER_DAYS)}::json) days
    where i.account_id = ${account.id} and i.kind = 'invoice' and i.due_at < now() - make_interval(days => days::int)
      and ${dueOf} > 0
    on conflict do nothing returning invoice_id as "invoiceId"`);
  for (const id of new Set(begun.map(({ invoiceId }) => invoiceId)))
    for (const invoice of await invoiceRows(tx, account.id, { where: sql`i.id = ${id}` }))
      await mailReminder(tx, account, invoice);
}
