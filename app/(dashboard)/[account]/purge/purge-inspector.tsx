"use client";

import { CircleAlert, CircleCheck, RotateCw } from "lucide-react";
import { useTransition } from "react";
import { useAddress } from "@/components/data-table/use-address";
import { toast } from "@/components/overlay/toast";
import { Inspector } from "@/components/shell/inspector";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { DefinitionList } from "@/components/ui/definition-list";
import { Progress } from "@/components/ui/meter";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/format";
import type { Forwarding, PurgeLine, PurgeRow } from "@/lib/purge/queries/list-purges";
import { MOST_TRIES } from "@/lib/purge/rules/verdict";
import { answered } from "../answered";
import { retryHookAction } from "./actions";
import { ForwardingTag, StatusTag } from "./status-tag";

type Props = { account: string; purge: PurgeRow & { each: PurgeLine[] } };

export function PurgeInspector({ account, purge }: Props) {
  const address = useAddress();
  const { id, status, reason, matched, createdAt, createdBy, each, forwarding } = purge;
  const read = each.filter((line) => line.read && line.read.verdict !== "unreadable").length;
  const unread = each.filter((line) => line.read?.verdict === "unreadable").length;
  return (
    <Inspector
      title={each.length === 1 ? purge.first : formatCount(each.length, { one: "line", other: "lines" })}
      detail={
        <>
          <StatusTag status={status} />
          {forwarding && <ForwardingTag forwarding={forwarding} />}
          <span>
            {createdBy}, <Time value={createdAt} />
          </span>
        </>
      }
      closeHref={address.hrefHere({ purge: null })}
    >
      {status === "pending" && (
        <div className="mb-4 grid gap-1.5 text-13" role="status">
          <Progress label="Read again" share={each.length === 0 ? 0 : read / each.length} />
          What was cached is gone. {read} of {each.length} addresses have been read again.
        </div>
      )}
      {status === "unproven" && (
        <Callout tone="amber" className="mb-4" title="What was cached is gone, but that is not proven.">
          {formatCount(unread, { one: "address", other: "addresses" })} could not be read again in {MOST_TRIES} tries,
          and there are no more. Purge once more when the origin answers.
        </Callout>
      )}
      <DefinitionList
        items={[
          { term: "Why", value: reason || <span className="text-ink-3">No reason given</span> },
          { term: "Matched", value: `${formatNumber(matched, "en")} cached ${matched === 1 ? "result" : "results"}` },
          { term: "Asked for", value: <Time value={createdAt} as="datetime" /> },
          { term: "Id", value: <span className="data-text">{id}</span> },
        ]}
      />
      {forwarding && <Forwarded account={account} purgeId={id} forwarding={forwarding} />}
      <h3 className="label-text mt-5 mb-1">Lines</h3>
      <ul className="text-13" aria-label="Lines">
        {each.map((line) => (
          <li key={line.number} className="grid gap-0.5 border-t border-line py-2 first:border-t-0">
            <span className="flex items-baseline justify-between gap-3">
              <span className="min-w-0 break-all">{line.text}</span>
              <span className="data-text flex-none text-ink-2">{formatNumber(line.matched, "en")} cached</span>
            </span>
            <Evidence line={line} isPending={status === "pending"} />
          </li>
        ))}
      </ul>
    </Inspector>
  );
}

function Evidence({ line: { read }, isPending }: { line: PurgeLine; isPending: boolean }) {
  if (!read)
    return <span className="text-12 text-ink-3">{isPending ? "Will be read again" : "Nothing of it was cached"}</span>;
  const Icon = read.verdict === "fresh" ? CircleCheck : CircleAlert;
  const tone = { fresh: "text-moss-ink", stale: "text-crimson-ink", unreadable: "text-amber-ink" }[read.verdict];
  return (
    <span className={`flex items-start gap-1.5 text-12 ${tone}`}>
      <Icon aria-hidden className="mt-px size-3.5" />
      <span className="min-w-0 break-all">
        {SAYS[read.verdict](read.answer)} <span className="text-ink-3">{read.path}</span>
      </span>
    </span>
  );
}

const SAYS: Record<"fresh" | "stale" | "unreadable", (answer: number | null) => string> = {
  fresh: (answer) => `${answer ?? ""} → fresh`,
  stale: (answer) => `${answer ?? ""} → still the old one`,
  unreadable: (answer) =>
    answer === null ? "Gave no answer: it could not be read again" : `${answer}: it could not be read again`,
};

function Forwarded({ account, purgeId, forwarding }: { account: string; purgeId: string; forwarding: Forwarding }) {
  const { calls, sent, untold, problem, nextAt } = forwarding;
  const [pending, startTransition] = useTransition();
  const retry = () =>
    startTransition(async () => {
      const result = await answered(retryHookAction(account, { purgeId }));
      toast(result.ok ? { message: "The CDN is told again" } : { tone: "crimson", message: result.message });
    });
  const left =
    untold > 0 &&
    `It was not told of ${formatCount(untold, { one: "image", other: "images" })}, because there were too many. Forward by keys: they name everything.`;
  if (sent === calls)
    return (
      <Callout tone={left ? "amber" : "moss"} className="mt-4">
        The CDN in front was told by {formatCount(calls, { one: "call", other: "calls" })}. {left}
      </Callout>
    );
  return (
    <Callout
      tone={nextAt ? "amber" : "crimson"}
      className="mt-4"
      title={nextAt ? "The CDN in front does not know yet." : "The CDN in front was not told."}
      action={
        <Button size="sm" icon={<RotateCw aria-hidden />} pending={pending} onClick={retry}>
          Tell it now
        </Button>
      }
    >
      {sent} of {calls} calls were answered well. {problem}{" "}
      {nextAt ? (
        <>
          The next try is <Time value={nextAt} />.
        </>
      ) : (
        "There are no more tries."
      )}{" "}
      {left}
    </Callout>
  );
}
