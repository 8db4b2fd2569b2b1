import { Card } from "@/components/ui/card";
import type { Billing } from "@/lib/billing/queries/find-billing";
import { CHARGE_AGAIN_DAYS } from "@/lib/billing/rules";
import { PortalButton } from "./portal-button";

/** How invoices are paid, and the card that is kept for it at the provider. */
export function PaymentCard({ account, billing: { card, cards, bank } }: { account: string; billing: Billing }) {
  return (
    <Card title="Payment method" footer={card && cards === "stripe" ? <PortalButton account={account} /> : undefined}>
      <div className="grid gap-1.5 text-13">
        {card?.saved ? (
          <p>
            <strong className="capitalize">{card.saved.brand}</strong> ending in{" "}
            <span className="data-text">{card.saved.last4}</span>, expires {monthOf(card.saved.expires)}.{" "}
            <span className={card.saved.isRefused ? "text-crimson-ink" : "text-ink-2"}>
              {card.saved.isRefused
                ? "Its bank refuses it for good: it is not charged any more. Change it."
                : `Invoices are charged to it when they are issued; where that fails, ${AGAIN} days later again.`}
            </span>
          </p>
        ) : (
          <p>{WITHOUT_CARD[cards ?? "none"]}</p>
        )}
        <p className="text-ink-2">
          An invoice can always be paid by transfer too{bank ? `: ${bank}` : ". Its operator tells the bank account."}
        </p>
      </div>
    </Card>
  );
}

const AGAIN = new Intl.ListFormat("en", { type: "conjunction" }).format(CHARGE_AGAIN_DAYS.map(String));

const WITHOUT_CARD = {
  stripe: "No card is kept. Stripe keeps one when an invoice is paid by card, and later invoices are charged to it.",
  test: "In this demo, invoices are paid by test cards. None is kept.",
  none: "Invoices are paid by transfer. Cards are not set up on this server.",
};

/** "04/2029" of "2029-04" */
const monthOf = (expires: string) => expires.split("-").toReversed().join("/");
