"use client";

import { ShieldCheck } from "lucide-react";
import { useState, useTransition } from "react";
import { PopoverButton } from "@/components/overlay/popover";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CopyableId } from "@/components/ui/copy-button";
import { answered } from "../answered";
import { checkChainAction } from "./actions";

type Head = { seq: number; hash: string };

/** Each event carries the hash of the one before; here the whole chain is computed again. */
export function ChainButton({ account, head }: { account: string; head: Head | null }) {
  if (!head) return null;
  return (
    <PopoverButton
      icon={<ShieldCheck aria-hidden />}
      title="Proof that nothing was changed"
      panel={<Chain account={account} head={head} />}
    >
      Verify
    </PopoverButton>
  );
}

function Chain({ account, head }: { account: string; head: Head }) {
  const [answer, setAnswer] = useState<{ tone: "moss" | "crimson"; text: string }>();
  const [pending, start] = useTransition();
  const check = () =>
    start(async () => {
      const result = await answered(checkChainAction(account, {}));
      if (!result.ok) setAnswer({ tone: "crimson", text: result.message });
      else if (result.data === null)
        setAnswer({ tone: "moss", text: `All ${head.seq} events are as they were written.` });
      else
        setAnswer({
          tone: "crimson",
          text: `The chain is broken at event ${result.data}: it was changed, or one before it is missing.`,
        });
    });
  return (
    <div className="grid max-w-80 gap-3 text-13">
      <p>
        Every event carries the hash of the one before. Keep the last hash elsewhere, and it proves later that nothing
        was changed or cut.
      </p>
      <p className="flex items-center gap-2">
        Event {head.seq} <CopyableId value={head.hash} label="Copy the last hash" />
      </p>
      {answer && (
        <Callout tone={answer.tone} role="status">
          {answer.text}
        </Callout>
      )}
      <Button look="primary" size="sm" pending={pending} onClick={check}>
        Check all events
      </Button>
    </div>
  );
}
