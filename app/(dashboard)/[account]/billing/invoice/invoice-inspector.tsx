"use client";

import { Download, Printer } from "lucide-react";
import { useAddress } from "@/components/data-table/use-address";
import { Inspector } from "@/components/shell/inspector";
import { Button, buttonClass } from "@/components/ui/button";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { Billing } from "@/lib/billing/queries/find-billing";
import type { FailedCharge, InvoicePayment, InvoiceWithPayments } from "@/lib/billing/queries/list-invoices";
import { StatusTag } from "../status-tag";
import { AmountsTable } from "./amounts-table";
import { PayPanel } from "./pay-panel";

type Props = { account: string; invoice: InvoiceWithPayments; bank: string | null; cards: Billing["cards"] };

export function InvoiceInspector({ account, invoice, bank, cards }: Props) {
  const address = useAddress();
  const { number, kind, status, issuedAt, dueAt, seller, buyer, currency, due, payments, failedCharges } = invoice;
  return (
    <Inspector
      title={`${kind === "invoice" ? "Invoice" : "Credit note"} ${number}`}
      detail={
        <>
          <StatusTag status={status} />
          <span>
            Issued <Time value={issuedAt} as="date" />
            {kind === "invoice" && (
              <>
                , due <Time value={dueAt} as="date" />
              </>
            )}
          </span>
        </>
      }
      closeHref={address.href({ invoice: null })}
    >
      <div className="mb-4 flex flex-wrap gap-2 print:hidden">
        <a href={`/${account}/billing/pdf?invoice=${invoice.id}`} download className={buttonClass()}>
          <Download aria-hidden />
          Download PDF
        </a>
        <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <div className="mb-4 grid grid-cols-2 gap-4 text-13">
        <Address label="From" party={seller} />
        <Address label="To" party={buyer} />
      </div>
      <AmountsTable {...invoice} />
      <p className="mt-2 text-12 text-ink-3">{invoice.taxNote} Tax is taken once of the sum and rounded to the cent.</p>
      {failedCharges.length > 0 && <FailedCharges charges={failedCharges} next={invoice.chargeAt} />}
      {payments.length > 0 && <Payments payments={payments} currency={currency} />}
      {due > 0 && <PayPanel account={account} invoice={invoice} bank={bank} cards={cards} />}
    </Inspector>
  );
}

function Address({ label, party }: { label: string; party: InvoiceWithPayments["buyer"] }) {
  return (
    <div className="min-w-0 break-words">
      <h3 className="label-text mb-1">{label}</h3>
      {party.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {party.taxId && <p className="text-ink-2">Tax number {party.taxId}</p>}
    </div>
  );
}

const WAYS: Record<InvoicePayment["method"], string> = { card: "Card", transfer: "Transfer", credit: "Credit" };

function Payments({ payments, currency }: { payments: readonly InvoicePayment[]; currency: string }) {
  return (
    <section className="mt-5" aria-label="Payments">
      <h3 className="label-text mb-1">Paid</h3>
      <ul className="text-13">
        {payments.map(({ id, method, reference, amount, at }) => (
          <li key={id} className="flex justify-between gap-4 border-t border-line py-1.5 first:border-t-0">
            <span>
              {reference === WAYS[method] ? reference : `${WAYS[method]}: ${reference}`}
              <span className="block text-12 text-ink-3">
                <Time value={at} as="datetime" />
              </span>
            </span>
            <Money minor={amount} currency={currency} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Tries to charge the saved card that came to nothing, and when the next one is made. */
function FailedCharges({ charges, next }: { charges: readonly FailedCharge[]; next: Date | null }) {
  return (
    <section className="mt-5" aria-label="Card charges">
      <h3 className="label-text mb-1">Charged to the card, and not paid</h3>
      <ul className="text-13">
        {charges.map(({ id, reason, at }) => (
          <li key={id} className="border-t border-line py-1.5 first:border-t-0">
            {reason}
            <span className="block text-12 text-ink-3">
              <Time value={at} as="datetime" />
            </span>
          </li>
        ))}
      </ul>
      {next && (
        <p className="mt-1 text-12 text-ink-2">
          {charges.at(-1)?.outcome === "refused"
            ? "This card is not charged again. Another one, once it is kept, is charged on"
            : "The card is charged again on"}{" "}
          <Time value={next} as="date" />.
        </p>
      )}
    </section>
  );
}
