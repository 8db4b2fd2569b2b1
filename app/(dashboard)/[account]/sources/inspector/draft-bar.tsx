"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { useShortcut } from "@/components/shortcuts/use-shortcut";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatCount } from "@/lib/format";
import type { Change } from "@/lib/sources/rules/changes";
import type { SourceStatus } from "@/lib/sources/rules/status";
import { answered } from "../../answered";
import { deploySourceAction, discardDraftAction } from "../actions";
import { sourceHref } from "../addresses";
import { Changes } from "./changes";

/** What the next deployment would change, before it does. */
export function DraftBar({
  account,
  source: { id, name, status, deployment, isBusy },
  changes,
  failure,
}: {
  account: string;
  source: { id: string; name: string; status: SourceStatus; deployment: number | null; isBusy: boolean };
  changes: readonly Change[];
  /** Why the newest deployment failed, where it did. */
  failure: string | null;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  /** Nothing is there yet that settings could be compared with. */
  const isFirst = deployment === null;
  const deploy = async () => {
    setPending(true);
    const result = await answered(deploySourceAction(account, { sourceId: id }));
    setPending(false);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    router.replace(sourceHref(account, id, "deployments") as Route, { scroll: false });
  };
  const discard = async () => {
    const result = await answered(discardDraftAction(account, { sourceId: id }));
    toast(result.ok ? `The draft of ${name} is gone` : { tone: "crimson", message: result.message });
  };
  useShortcut({ keys: "d", label: `Deploy ${name}`, when: () => !isBusy && !pending, run: () => void deploy() });

  return (
    <section aria-label="Next deployment" className="grid gap-3 rounded-card border border-line-2 bg-surface p-4">
      {failure && (
        <Callout tone="crimson" title="The last deployment failed.">
          {failure} {isFirst ? "Nothing is delivered yet." : `Number ${deployment} is still delivered.`}
        </Callout>
      )}
      <h3 className="text-13">
        {isFirst ? "These settings wait for a first deployment that succeeds" : whatWaits(changes.length)}
      </h3>
      {!isFirst && <Changes changes={changes} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" keys="d" pending={pending} disabled={isBusy} onClick={() => void deploy()}>
          {status === "failed" && changes.length === 0 ? "Deploy again" : "Deploy"}
        </Button>
        {changes.length > 0 && !isFirst && (
          <Button look="quiet" onClick={() => void discard()}>
            Discard the draft
          </Button>
        )}
        {isBusy && (
          <span className="text-12 text-ink-2">
            {status === "disabled" ? "Enable the source first." : "A deployment is under way."}
          </span>
        )}
      </div>
    </section>
  );
}

const whatWaits = (changes: number) =>
  changes > 0
    ? `${formatCount(changes, { one: "change waits", other: "changes wait" })} for the next deployment`
    : "Nothing was changed since";
