import { Card } from "@/components/ui/card";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { Meter } from "@/components/ui/meter";
import { Money } from "@/components/ui/money";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { Billing } from "@/lib/billing/queries/find-billing";
import { CURRENCY, PLANS } from "@/lib/billing/rules";
import { formatBytes, formatCount } from "@/lib/format";
import { CancelButton } from "./cancel-button";
import { ChangePlanButton } from "./change-plan/change-plan-button";
import { ResumeButton } from "./resume-button";
import { Sentences } from "./sentences";

type Props = { account: string; billing: Billing; endConsequences: string[] };

/** What the account has, how much of it is in use, and what it costs. */
export function PlanCard({ account, billing, endConsequences }: Props) {
  const { plan, planUntil, seats, keys, storage, deliveries, subscription, price, credit, accountName } = billing;
  const cancelled = subscription?.cancelledAt ?? null;
  return (
    <Card
      title={`${PLANS[plan].label} plan`}
      note={<Charge billing={billing} />}
      aside={cancelled ? <Tag tone="amber">Cancelled</Tag> : planUntil ? <Tag tone="amber">Trial</Tag> : undefined}
      footer={
        <>
          {subscription && !cancelled && (
            <CancelButton
              account={account}
              accountName={accountName}
              endsAt={subscription.periodEnd.toISOString()}
              consequences={endConsequences}
            />
          )}
          {cancelled ? (
            <ResumeButton account={account} />
          ) : (
            <ChangePlanButton
              account={account}
              plan={plan}
              seats={seats.limit}
              ready={billing.details !== null}
              charged={subscription !== null}
            />
          )}
        </>
      }
    >
      {subscription && cancelled && (
        <Callout tone="amber" title="The subscription is cancelled." className="mb-4">
          It ends on <Time value={subscription.periodEnd} as="datetime" />. Until then everything works, and it can be
          resumed.
          <Sentences said={endConsequences} />
        </Callout>
      )}
      {planUntil && (
        <Callout tone="amber" title={`${PLANS[plan].label} is on trial.`} className="mb-4">
          The trial ends on <Time value={planUntil} as="datetime" />. Whoever takes a plan before that keeps everything.
          Otherwise the account has the Free plan from then on.
          <Sentences said={endConsequences} />
        </Callout>
      )}
      <DefinitionList
        items={[
          {
            term: "Seats",
            value: <Use label="seats" value={seats.members} pending={seats.pending} max={seats.limit} />,
          },
          { term: "API keys", value: <Use label="API keys" value={keys.used} max={keys.limit} /> },
          { term: "Storage", value: <Amount words={formatBytes} {...storage} /> },
          { term: "Delivered this month", value: <Amount words={requests} {...deliveries} /> },
          { term: "Price", value: <Money minor={price} currency={CURRENCY} /> },
          ...(credit > 0 ? [{ term: "Credit", value: <Credit credit={credit} /> }] : []),
        ]}
      />
    </Card>
  );
}

function Charge({ billing: { plan, planUntil, subscription } }: { billing: Billing }) {
  if (planUntil)
    return (
      <>
        Nothing is charged until <Time value={planUntil} as="date" />
      </>
    );
  if (!subscription)
    return plan === "free" ? "Nothing is charged." : "Given by the operator of this server. Nothing is charged.";
  return (
    <>
      {subscription.cancelledAt ? "Ends" : "Renews"} on <Time value={subscription.periodEnd} as="date" />
    </>
  );
}

const Credit = ({ credit }: { credit: number }) => (
  <>
    <Money minor={credit} currency={CURRENCY} />, taken from the next invoices
  </>
);

function Use({ label, value, pending = 0, max }: { label: string; value: number; pending?: number; max: number }) {
  const used = `${value + pending} of ${max} ${label} used`;
  return (
    <span className="grid gap-1.5">
      {pending > 0 ? `${used}, ${pending} of them by invitations` : used}
      <Meter label={used} value={value} pending={pending} max={max} />
    </span>
  );
}

const requests = (count: number, locale: string) => formatCount(count, { one: "request", other: "requests" }, locale);

type AmountProps = { used: number; limit: number | null; words: (amount: number, locale: string) => string };

/** What has no fixed number of places. */
function Amount({ used, limit, words }: AmountProps) {
  if (limit === null) return `${words(used, "en")}, without a limit`;
  const label = `${words(used, "en")} of ${words(limit, "en")} used`;
  return (
    <span className="grid gap-1.5">
      {label}
      <Meter label={label} value={used} max={limit} />
    </span>
  );
}
