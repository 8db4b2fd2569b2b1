import { KeyRound, UsersRound } from "lucide-react";
import type { ReactNode } from "react";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import type { Preview } from "@/lib/access/queries/preview/preview-change";
import type { KeyConsequence } from "@/lib/access/rules/consequences";
import { formatCount, formatList } from "@/lib/format";
import { inWords } from "./permission-words";

/** What else a change brings about, told before it is made. */
export function Consequences({
  account,
  name,
  preview,
  problem,
  whyGroups = ", because nothing of the library is open to them any more",
}: {
  account: string;
  name: string;
  preview: Preview | null;
  problem?: string | null;
  /** Follows the groups that the person leaves. */
  whyGroups?: string;
}) {
  const refusals = preview?.refusals.map(({ reason }) => reason) ?? [];
  const faults = problem ? [problem, ...refusals] : refusals;
  const keys = preview?.keys ?? [];
  const groups = preview?.leftGroups.map(({ group }) => group) ?? [];
  return (
    <div aria-live="polite" className="grid gap-2 empty:hidden">
      {faults.map((reason) => (
        <Callout key={reason} tone="crimson" title="This cannot be done.">
          {reason}
        </Callout>
      ))}
      {keys.length > 0 && (
        <Callout
          tone="amber"
          icon={<KeyRound aria-hidden strokeWidth={1.5} />}
          title={`${formatCount(keys.length, { one: "API key changes", other: "API keys change" })} too.`}
          action={
            keys.length === 1 && (
              <Link className="link-text text-12" target="_blank" href={`/${account}/api-keys?key=${keys[0]?.id}`}>
                View key
              </Link>
            )
          }
        >
          {keys.map((key) => (
            <KeyLine key={key.id} consequence={key} />
          ))}
          {keys.some(({ dormant }) => dormant.length > 0) && "A key never has more access than its owner."}
        </Callout>
      )}
      {groups.length > 0 && (
        <Callout tone="amber" icon={<UsersRound aria-hidden strokeWidth={1.5} />}>
          {name} leaves {groups.length === 1 ? "the group" : "the groups"} {formatList(groups, "en")}
          {whyGroups}.
        </Callout>
      )}
    </div>
  );
}

function KeyLine({
  consequence: { name, stops, starts, dormant, woken, failing },
}: {
  consequence: KeyConsequence;
}): ReactNode {
  const failed = failing.reduce((sum, { requests }) => sum + requests, 0);
  const changes = [
    stops && "stops",
    starts && "works again",
    dormant.length > 0 && `loses ${inWords(dormant)}`,
    woken.length > 0 && `gets ${inWords(woken)} back`,
  ].filter((change) => change !== false);
  return (
    <span className="block">
      <code className="data-text">{name}</code> {formatList(changes, "en")}
      {failed > 0 &&
        `; ${formatCount(failed, { one: "request", other: "requests" })} of the last 90 days would have failed`}
      .
    </span>
  );
}
