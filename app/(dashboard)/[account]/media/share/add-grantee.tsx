"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Iris } from "@/components/ui/iris";
import { Select } from "@/components/ui/select";
import { formatList } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { GranteeField } from "./grantee-field";
import { LEVEL_OPTIONS, labelOf, OPENINGS } from "./levels";
import type { UseSharing } from "./use-sharing";

/** Gives people and groups, as many as were chosen, one level together. */
export function AddGrantee({ account, onAdd }: { account: string; onAdd: UseSharing["setShares"] }) {
  const [chosen, setChosen] = useState<readonly GranteeSuggestion[]>([]);
  const [level, setLevel] = useState<Level>("view");
  const [pending, startTransition] = useTransition();
  const share = (event: FormEvent) => {
    event.preventDefault();
    if (chosen.length === 0) return;
    const names = chosen.map(({ name }) => name);
    startTransition(async () => {
      await onAdd(
        chosen.map(({ kind, id }) => ({
          grantee: kind === "group" ? { groupId: id } : { memberId: id },
          level,
          expiresAt: null,
        })),
        `${formatList(names, "en")} can ${labelOf(level).toLowerCase()}`,
      );
      setChosen([]);
    });
  };
  return (
    <form aria-label="Share with more" className="flex flex-wrap items-start gap-2" onSubmit={share}>
      <GranteeField account={account} chosen={chosen} onChange={setChosen} />
      <Select
        aria-label="Level for those who are added"
        icon={<Iris opening={OPENINGS[level]} />}
        options={LEVEL_OPTIONS}
        value={level}
        onChange={(event) => setLevel(event.target.value as Level)}
      />
      <Button type="submit" look="primary" disabled={chosen.length === 0} pending={pending}>
        Share
      </Button>
    </form>
  );
}
