import { and, eq, sql } from "drizzle-orm";
import { systemDb, withAccount } from "@/db/client";
import { cardCharges } from "@/db/schema/billing";
import type { SystemActor } from "@/lib/actor";
import { endCharge, failCharge, openCharge } from "@/lib/billing/commands/settle-charge";
import { type CardCharge, findProvider, type KeptCard, markOf } from "@/lib/billing/provider";
import { invoiceRows } from "@/lib/billing/queries/invoice-rows";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** `isFresh`: nobody has asked for it before. */
type Claim = { charge: CardCharge; isFresh: boolean };

/** Writes down what is asked of the card. Null: its day has not come, it is settled, or nothing can be asked. */
export async function claimCharge(actor: SystemActor, id: string): Promise<Claim | null> {
  const payer = await findPayer(actor.account.id);
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.payInvoice");
    const row = await openCharge(tx, actor.account.id, id);
    const [invoice] = await invoiceRows(tx, actor.account.id, { where: sql`i.id = ${row?.invoiceId ?? null}` });
    if (!row || !invoice || row.dueAt > turn.now) return null;
    const { accountId, invoiceId } = row;
    const charge = { id, accountId, invoiceId, number: invoice.number, currency: invoice.currency };
    if (row.asked) return { charge: { ...charge, ...row.asked }, isFresh: false };
    if (invoice.due === 0) return endCharge(tx, turn, row, { outcome: "skipped" });
    if (!payer?.card)
      return failCharge(tx, turn, { row, invoice }, { outcome: "no_card", reason: "No card is kept any more." });
    const mark = markOf(payer.card);
    if (mark === payer.refusedCard)
      return failCharge(tx, turn, { row, invoice }, { outcome: "refused", reason: NOT_ASKED });
    const asked = { customer: payer.customer, card: payer.card.id, mark, amount: invoice.due };
    await tx
      .update(cardCharges)
      .set({ asked })
      .where(and(eq(cardCharges.accountId, accountId), eq(cardCharges.id, id)));
    return { charge: { ...charge, ...asked }, isFresh: true };
  });
}

const NOT_ASKED = "The bank refuses this card for good and was not asked again.";

type Payer = { customer: string; refusedCard: string | null };

async function findPayer(accountId: string): Promise<(Payer & { card: KeptCard | null }) | null> {
  const [payer] = await systemDb().execute<Payer>(sql`
    select customer, refused_card as "refusedCard" from payers where account_id = ${accountId}`);
  return payer ? { ...payer, card: await findProvider().findCard(payer.customer) } : null;
}
