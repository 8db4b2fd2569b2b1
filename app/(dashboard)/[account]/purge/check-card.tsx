"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/field";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { CheckedAddress } from "@/lib/purge/queries/check-address";
import type { SiteSource } from "@/lib/purge/rules/read-line";
import { answered } from "../answered";
import { checkAddressAction } from "./actions";

type Props = { account: string; sources: readonly SiteSource[] };

/** Tells of one image what is cached of it, before anything is purged. */
export function CheckCard({ account, sources }: Props) {
  const [line, setLine] = useState("");
  const [checked, setChecked] = useState<CheckedAddress>();
  const [problem, setProblem] = useState<string>();
  const [pending, startTransition] = useTransition();
  const [only] = sources;
  const check = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await answered(
        checkAddressAction(account, {
          line,
          sourceId: sources.length === 1 ? (only?.id ?? null) : null,
        }),
      );
      setChecked(result.ok ? result.data : undefined);
      setProblem(result.ok ? undefined : result.message);
    });
  };
  return (
    <form onSubmit={check} noValidate>
      <Card title="Check one address">
        <div className="grid gap-3">
          <TextField
            label="Address"
            autoComplete="off"
            spellCheck={false}
            value={line}
            error={problem}
            onChange={(event) => setLine(event.target.value)}
          />
          <Button type="submit" className="justify-self-start" pending={pending} disabled={line.trim() === ""}>
            Check address
          </Button>
          <div role="status" className="text-13 empty:hidden">
            {checked && <Findings checked={checked} />}
          </div>
        </div>
      </Card>
    </form>
  );
}

function Findings({ checked: { source, path, variants, oldestAt, lastServed } }: { checked: CheckedAddress }) {
  return (
    <>
      <p className="data-text mb-1 break-all text-ink-2">
        {source}: {path}
      </p>
      <p>
        {lastServed ? (
          <>
            Last served <Time value={lastServed.at} /> {lastServed.fromCache ? "from cache" : "made anew"}
            {lastServed.country && ` to ${lastServed.country}`}, with status {lastServed.status}.
          </>
        ) : (
          "Not served within the last day."
        )}
      </p>
      <p>
        {variants === 0 ? (
          "Nothing of it is cached."
        ) : (
          <>
            {formatCount(variants, { one: "variant", other: "variants" })} cached
            {oldestAt && (
              <>
                , the oldest made <Time value={oldestAt} />
              </>
            )}
            .
          </>
        )}
      </p>
    </>
  );
}
