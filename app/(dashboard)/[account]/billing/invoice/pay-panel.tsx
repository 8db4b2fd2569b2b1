import { CopyableId } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import type { Billing } from "@/lib/billing/queries/find-billing";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { CheckoutButton } from "./checkout-button";
import { TestCardForm } from "./test-card-form";

type Props = { account: string; invoice: Invoice; bank: string | null; cards: Billing["cards"] };

/** How what is due can be paid. */
export function PayPanel({ account, invoice, bank, cards }: Props) {
  const { number, due, currency } = invoice;
  return (
    <section className="mt-6 grid gap-4 border-t border-line pt-4" aria-label="Pay">
      <div className="grid gap-1.5 text-13">
        <h3 className="text-14">
          Pay <Money minor={due} currency={currency} /> by transfer
        </h3>
        <p className="text-ink-2">{bank ?? "The operator of this server tells you the bank account."}</p>
        <p className="flex flex-wrap items-center gap-x-2 text-ink-2">
          Name this in the transfer: <CopyableId value={number} />
        </p>
        <p className="text-12 text-ink-3">
          The invoice is marked as paid when the money has come, and a receipt is mailed.
        </p>
      </div>
      <div className="print:hidden">
        {cards === "stripe" && (
          <>
            <CheckoutButton account={account} invoiceId={invoice.id} />
            <p className="mt-2 text-12 text-ink-3">
              Stripe keeps the card, and later invoices are charged to it. It can be removed under Payment method.
            </p>
          </>
        )}
        {cards === "test" && <TestCardForm account={account} invoiceId={invoice.id} />}
      </div>
    </section>
  );
}
