import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import { cn } from "@/lib/cn";
import type { Quote } from "@/lib/billing/commands/change-terms";
import { AmountsTable } from "../invoice/amounts-table";
import { Sentences } from "../sentences";

/** What is charged or given back now, what follows each month, and what else changes. */
export function QuoteTable({ quote, pending }: { quote: Quote; pending: boolean }) {
  const { total, fromCredit, currency, period, nextPrice, consequences } = quote;
  return (
    <section aria-label="Price" aria-busy={pending} className={cn("grid gap-3", pending && "opacity-60")}>
      <AmountsTable {...quote} />
      <p className="text-13">
        {total < 0 ? (
          <>
            You get a credit note of <Money minor={-total} currency={currency} />. It pays open invoices, then the next
            ones.
          </>
        ) : (
          <>
            To pay now:{" "}
            <strong>
              <Money minor={total - fromCredit} currency={currency} />
            </strong>
            {fromCredit > 0 && (
              <>
                , after <Money minor={fromCredit} currency={currency} /> of credit
              </>
            )}
            .
          </>
        )}{" "}
        From <Time value={period.end} as="date" /> on: <Money minor={nextPrice} currency={currency} /> a month without
        tax.
      </p>
      {consequences.length > 0 && (
        <div className="text-13 text-ink-2">
          <Sentences said={consequences} />
        </div>
      )}
      <p className="text-12 text-ink-3">
        {quote.taxNote} Tax is taken once of the sum and rounded to the cent. This price holds for 15 minutes.
      </p>
    </section>
  );
}
