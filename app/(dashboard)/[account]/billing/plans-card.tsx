import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import type { Plan } from "@/lib/actor";
import { formatBytes, formatNumber } from "@/lib/format";
import { CURRENCY, PLAN_IDS, PLANS } from "@/lib/billing/rules";

type Facts = (typeof PLANS)[Plan];

const yesOrNo = (yes: boolean) => (yes ? "Yes" : <span className="text-ink-3">No</span>);

const ENDLESS = "No limit";

const ROWS: { label: string; of: (plan: Facts) => ReactNode }[] = [
  { label: "A month", of: ({ price }) => <Money minor={price} currency={CURRENCY} /> },
  { label: "Seats included", of: ({ seats }) => seats },
  {
    label: "A further seat",
    of: ({ seats, mostSeats, seatPrice }) =>
      seatPrice === 0 ? (
        <span className="text-ink-3">None</span>
      ) : (
        <>
          <Money minor={seatPrice} currency={CURRENCY} />
          <span className="block text-12 text-ink-3">
            {mostSeats > seats ? `up to ${mostSeats}` : "ask the operator"}
          </span>
        </>
      ),
  },
  { label: "Users, roles and invitations", of: ({ userManagement }) => yesOrNo(userManagement) },
  { label: "Groups and the restricted role", of: ({ groups }) => yesOrNo(groups) },
  { label: "API keys", of: ({ keys }) => keys },
  { label: "Storage", of: ({ storage }) => (storage === null ? ENDLESS : formatBytes(storage, "en")) },
  {
    label: "Delivered requests a month",
    of: ({ deliveries }) => (deliveries === null ? ENDLESS : formatNumber(deliveries, "en")),
  },
  { label: "Days of single requests", of: ({ requestDays }) => requestDays },
  { label: "Days of analytics", of: ({ figureDays }) => figureDays },
  { label: "Lines purged a day", of: ({ purges }) => formatNumber(purges, "en") },
];

/** What the plans differ in. */
export function PlansCard({ current }: { current: Plan }) {
  return (
    <Card title="Plans" note="A smaller plan takes nothing and nobody away; what it lacks can only become less">
      <table className="w-full text-13">
        <thead>
          <tr className="text-left">
            <td />
            {PLAN_IDS.map((plan) => (
              <th key={plan} scope="col" className="py-2 pr-3 font-strong">
                {PLANS[plan].label}
                {plan === current && <span className="block text-12 font-normal text-petrol-ink">Your plan</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map(({ label, of }) => (
            <tr key={label} className="border-t border-line align-top">
              <th scope="row" className="py-2 pr-3 text-left font-normal text-ink-2">
                {label}
              </th>
              {PLAN_IDS.map((plan) => (
                <td key={plan} className="py-2 pr-3">
                  {of(PLANS[plan])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
