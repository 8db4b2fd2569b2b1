import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";

/** What is still to be paid, the oldest first. */
export function OpenInvoices({
  account,
  invoices,
  isCardRefused,
}: {
  account: string;
  invoices: readonly Invoice[];
  isCardRefused: boolean;
}) {
  return invoices.map(({ id, number, due, currency, dueAt, status, chargeAt, toConfirm }) => (
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
      {chargeAt && (
        <>
          {" "}
          {isCardRefused
            ? "Change the card below: the new one is charged on"
            : "It is charged to the saved card on"}{" "}
          <Time value={chargeAt} as="date" />.
        </>
      )}
      {toConfirm && !chargeAt && " The bank asks the card's holder to confirm: pay it by card here."}
      {status === "overdue" && ` ${UNPAID}`}
    </Callout>
  ));
}

const UNPAID =
  "Nobody loses access by it. Until it is paid, plan and seats cannot be raised; once it is overdue by 14 days, the subscription is not renewed, and the account falls to Free without losing anyone or anything.";
