import { EmptyState } from "@/components/ui/empty-state";
import { EnvironmentProvider } from "@/components/ui/environment";
import { Time } from "@/components/ui/time";
import type { DayOfUse } from "@/lib/api-keys/queries/find-key";
import { formatNumber } from "@/lib/format";
import { isOperation, operationOf } from "@/lib/permissions/operations";
import { byOperation } from "./uses";
import { UseChart } from "./use-chart";

/** Requests of the last 90 days: by day as a picture, by operation as a table. Days are counted in UTC. */
export function UseTab({ uses }: { uses: readonly DayOfUse[] }) {
  if (uses.length === 0)
    return (
      <EmptyState title="Not used in 90 days">
        Requests stand here a second after they came, also refused ones.
      </EmptyState>
    );
  return (
    <EnvironmentProvider zone="UTC">
      <UseChart uses={uses} />
      <table className="mt-5 w-full text-13" aria-label="Requests by operation">
        <thead>
          <tr className="label-text text-left [&>th]:border-b [&>th]:border-line-2 [&>th]:py-1.5 [&>th]:font-strong">
            <th scope="col">Operation</th>
            <th scope="col" className="text-right">
              Answered
            </th>
            <th scope="col" className="text-right">
              Refused
            </th>
            <th scope="col" className="text-right">
              Last day
            </th>
          </tr>
        </thead>
        <tbody>
          {byOperation(uses).map(({ operation, requests, refused, lastDay }) => (
            <tr key={operation} className="[&>td]:border-b [&>td]:border-line [&>td]:py-2">
              <td>
                <span className="block first-letter:uppercase">{labelOf(operation)}</span>
                <code className="data-text text-ink-3">{operation}</code>
              </td>
              <td className="text-right">{formatNumber(requests, "en")}</td>
              <td className={refused > 0 ? "text-right text-crimson-ink" : "text-right text-ink-3"}>
                {formatNumber(refused, "en")}
              </td>
              <td className="text-right text-ink-2">
                <Time value={lastDay} as="date" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </EnvironmentProvider>
  );
}

/** What a key asks for beside the operations of the policy is the API about itself. */
const labelOf = (operation: string) =>
  isOperation(operation) ? operationOf(operation).does : "ask about itself and the API";
