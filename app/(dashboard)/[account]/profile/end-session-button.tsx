"use client";

import { useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import { answered } from "../answered";
import { endOtherSessionsAction, endOwnSessionAction } from "./actions";

export function EndSessionButton({
  account,
  sessionId,
  device,
}: {
  account: string;
  sessionId: string;
  device: string;
}) {
  const [pending, start] = useTransition();
  const end = () =>
    start(async () => {
      const result = await answered(endOwnSessionAction(account, { sessionId }));
      toast(result.ok ? `${device} is signed out` : { tone: "crimson", message: result.message });
    });
  return (
    <Button size="sm" className="ml-auto" pending={pending} onClick={end} aria-label={`End session: ${device}`}>
      End
    </Button>
  );
}

export function EndOthersButton({ account }: { account: string }) {
  const [pending, start] = useTransition();
  const end = () =>
    start(async () => {
      const result = await answered(endOtherSessionsAction(account, {}));
      toast(
        result.ok
          ? `${formatCount(result.data.ended, { one: "session", other: "sessions" })} ended`
          : { tone: "crimson", message: result.message },
      );
    });
  return (
    <Button size="sm" pending={pending} onClick={end}>
      End all others
    </Button>
  );
}
