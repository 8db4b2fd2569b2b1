import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";

/** What is still to be paid, the oldest first. */
export function OpenInvoices({ account, invoices }: { account: string; invoices: readonly Invoice[] }) {
  return invoices.map(({ id, number, due, currency, dueAt, status }) => (
    <Callout
      key={id}
      tone={status === "overdue" ? "crimson" : "amber"}
      title={`Invoice ${number} is ${status === "overdue" ? "overdue" : "open"}.`}
      action={
        <ButtonLink size="sm" href={`/${account}/billing?invoice=${id}`} scroll={false}>
          Pay <span className="sr-only">invoice {number}</span>
        </ButtonLink>
      }
    >
      <Money minor={due} currency={currency} /> {status === "overdue" ? "were" : "are"} due on{" "}
      <Time value={dueAt} as="date" />.
      {status === "overdue" && " Nobody loses access by it; plan and seats cannot be raised until it is paid."}
    </Callout>
  ));
}
