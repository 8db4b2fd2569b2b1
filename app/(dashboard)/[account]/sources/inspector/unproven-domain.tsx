"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyIconButton } from "@/components/ui/copy-button";
import { DefinitionList } from "@/components/ui/definition-list";
import { cn } from "@/lib/cn";
import type { DomainProof } from "@/lib/sources/commands/prove-domains";
import type { SourceDetails } from "@/lib/sources/queries/find-source";
import { answered } from "../../answered";
import { proveDomainAction } from "../actions";

const WHY_NOT: Record<Exclude<DomainProof, "proven">, string> = {
  missing: "The record is not there yet. It can take a while until name servers tell of a new one.",
  taken: "The record is there, but another source answers at this domain. Take it out of that source's settings first.",
};

/** What the domain's name server has to say first. */
export function UnprovenDomain({
  account,
  sourceId,
  record: { domain, name, value },
  canCheck,
}: {
  account: string;
  sourceId: string;
  record: SourceDetails["unproven"][number];
  canCheck: boolean;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const check = async () => {
    setPending(true);
    const result = await answered(proveDomainAction(account, { sourceId, domain }));
    setPending(false);
    if (!result.ok) return setProblem(result.message);
    const { proof } = result.data;
    if (proof === "proven") toast(`${domain} is proven`);
    setProblem(proof === "proven" ? null : WHY_NOT[proof]);
  };
  return (
    <Callout tone="amber" title={`${domain} is not proven to be yours`}>
      <p>Images are delivered there within two minutes of this TXT record.</p>
      <DefinitionList
        items={[
          { term: "Name", value: <Whole text={name} label="Copy the record's name" /> },
          { term: "Value", value: <Whole text={value} label="Copy the record's value" /> },
        ]}
      />
      {canCheck && (
        <Button size="sm" className="mt-2" pending={pending} onClick={() => void check()}>
          Check again
        </Button>
      )}
      <p role="status" className={cn(problem && "mt-2")}>
        {problem}
      </p>
    </Callout>
  );
}

/** Never cut off: some name servers can only be told by typing. */
const Whole = ({ text, label }: { text: string; label: string }) => (
  <span className="flex items-start gap-1">
    <code className="data-text min-w-0 flex-1 break-all">{text}</code>
    <CopyIconButton value={text} label={label} />
  </span>
);
