"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Iris } from "@/components/ui/iris";
import { Select } from "@/components/ui/select";
import { formatList } from "@/lib/format";
import type { Level } from "@/lib/permissions/operations";
import type { Grantee } from "@/lib/shares/input";
import type { GranteeSuggestion } from "@/lib/shares/queries/suggest-grantees";
import { EXPIRY_OPTIONS, expiryIn } from "./expiry";
import { GranteeField } from "./grantee-field";
import { LEVEL_OPTIONS, labelOf, OPENINGS } from "./levels";
import { granteeOf } from "./shared-item";

type Added = { grantee: Grantee; level: Level; expiresAt: Date | null };

type Props = {
  account: string;
  /** Whether an end is chosen along with the level, and not afterwards. */
  withEnd?: boolean;
  /** `message`: "Jonah can view". */
  onAdd: (added: Added[], message: string) => Promise<void>;
};

/** Gives people and groups, as many as were chosen, one level together. */
export function AddGrantee({ account, withEnd = false, onAdd }: Props) {
  const [chosen, setChosen] = useState<readonly GranteeSuggestion[]>([]);
  const [level, setLevel] = useState<Level>("view");
  const [days, setDays] = useState("");
  const [pending, startTransition] = useTransition();
  const share = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (chosen.length === 0) return;
    // The button rests afterwards, and would lose the focus.
    event.currentTarget.querySelector("input")?.focus();
    const names = chosen.map(({ name }) => name);
    startTransition(async () => {
      await onAdd(
        chosen.map((one) => ({ grantee: granteeOf(one), level, expiresAt: expiryIn(days) })),
        `${formatList(names, "en")} can ${labelOf(level).toLowerCase()}`,
      );
      setChosen([]);
    });
  };
  return (
    <form aria-label="Share with more" className="flex flex-wrap items-start gap-2" onSubmit={share}>
      <GranteeField account={account} chosen={chosen} onChange={setChosen} />
      <span className="flex flex-wrap gap-2">
        <Select
          aria-label="Level for those who are added"
          icon={<Iris opening={OPENINGS[level]} />}
          options={LEVEL_OPTIONS}
          value={level}
          onChange={(event) => setLevel(event.target.value as Level)}
        />
        {withEnd && (
          <Select
            aria-label="When it ends for those who are added"
            options={EXPIRY_OPTIONS}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        )}
        <Button type="submit" look="primary" disabled={chosen.length === 0} pending={pending}>
          Share
        </Button>
      </span>
    </form>
  );
}
