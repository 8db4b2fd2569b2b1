"use client";

import { useState } from "react";
import { Segment } from "@/components/ui/segment";
import { Time } from "@/components/ui/time";
import { formatCount } from "@/lib/format";
import type { Leaver } from "./leaver";
import { SuccessorSelect } from "./successor-select";

type Fate = "revoke" | { handTo: string };

/** The keys that would be left behind, and whether they stop or go on as someone else's who may do as much. */
export function KeyFate({
  account,
  leaver,
  fate,
  onChange,
}: {
  account: string;
  leaver: Leaver;
  fate: Fate | null;
  onChange: (fate: Fate | null) => void;
}) {
  const [way, setWay] = useState<"revoke" | "hand" | undefined>();
  const keys = formatCount(leaver.keys.length, { one: "API key", other: "API keys" });
  return (
    <div className="grid gap-3">
      <section>
        <h3 className="text-13">
          {leaver.name} leaves {keys} behind
        </h3>
        <ul className="mt-1">
          {leaver.keys.map(({ id, name, lastUsedAt }) => (
            <li key={id} className="flex justify-between gap-4 border-t border-line py-1.5 text-13 first:border-t-0">
              <code className="data-text">{name}</code>
              <span className="text-12 text-ink-2">
                {lastUsedAt ? (
                  <>
                    used <Time value={lastUsedAt} />
                  </>
                ) : (
                  "never used"
                )}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <Segment
        label="What becomes of them"
        options={[
          { value: "revoke", label: "They stop" },
          { value: "hand", label: "Hand them over" },
        ]}
        onChange={(chosen) => {
          setWay(chosen);
          onChange(chosen === "revoke" ? "revoke" : null);
        }}
        hint={way === "revoke" ? "Whatever uses them is refused from then on." : "Their secrets keep working."}
      />
      {way === "hand" && (
        <SuccessorSelect
          account={account}
          memberId={leaver.id}
          value={fate === null || fate === "revoke" ? "" : fate.handTo}
          onChange={(id) => onChange(id ? { handTo: id } : null)}
        />
      )}
    </div>
  );
}
