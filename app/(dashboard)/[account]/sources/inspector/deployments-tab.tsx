import type { ReactNode } from "react";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { Deployment, SourceDetails } from "@/lib/sources/queries/find-source";
import { LogLines } from "../form/log-lines";
import { Changes } from "./changes";
import { RollBackButton } from "./roll-back-button";

/** Every configuration that was made live or tried, newest first; the one under way tells what it does. */
export function DeploymentsTab({
  account,
  source,
  isBusy,
}: {
  account: string;
  source: SourceDetails;
  isBusy: boolean;
}) {
  return (
    <ol className="grid gap-5">
      {source.deployments.map((deployment, index) => (
        <li key={deployment.id} className="grid gap-2 border-t border-line pt-5 first:border-t-0 first:pt-0">
          <Head
            deployment={deployment}
            isLive={deployment.number === source.deployment}
            action={
              source.can.rollBack &&
              deployment.status === "deployed" &&
              deployment.number !== source.deployment && (
                <RollBackButton account={account} sourceId={source.id} number={deployment.number} disabled={isBusy} />
              )
            }
          />
          {index === 0 ? <Log deployment={deployment} /> : <OlderLog deployment={deployment} />}
        </li>
      ))}
    </ol>
  );
}

const STATES = {
  deploying: { label: "Under way", tone: "amber" },
  deployed: { label: "Succeeded", tone: "neutral" },
  failed: { label: "Failed", tone: "crimson" },
} as const;

function Head({ deployment, isLive, action }: { deployment: Deployment; isLive: boolean; action: ReactNode }) {
  const { number, status, restored, startedAt, by } = deployment;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <h3 className="flex items-center gap-2 text-13">
        Number {number}
        {isLive ? <Tag tone="moss">Live</Tag> : <Tag tone={STATES[status].tone}>{STATES[status].label}</Tag>}
      </h3>
      <span className="text-12 text-ink-2">
        {by}, <Time value={startedAt} />
        {restored !== null && `, brings back ${restored}`}
      </span>
      {action && <span className="ml-auto">{action}</span>}
    </div>
  );
}

function Log({ deployment: { number, status, log, changes } }: { deployment: Deployment }) {
  return (
    <>
      {log.length > 0 || status === "deploying" ? (
        <LogLines label={`Log of number ${number}`} lines={log} isLive={status === "deploying"} />
      ) : null}
      {number > 1 && <Changes changes={changes} />}
    </>
  );
}

function OlderLog({ deployment }: { deployment: Deployment }) {
  const { log, changes, number } = deployment;
  if (log.length === 0 && changes.length === 0) return null;
  return (
    <details className="text-13">
      <summary className="w-fit py-1 text-ink-2">What number {number} changed, and its log</summary>
      <div className="mt-2 grid gap-3">
        <Log deployment={deployment} />
      </div>
    </details>
  );
}
