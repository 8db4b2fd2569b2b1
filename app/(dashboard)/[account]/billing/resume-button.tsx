"use client";

import { useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { answered } from "../answered";
import { resumeSubscriptionAction } from "./actions";

export function ResumeButton({ account }: { account: string }) {
  const [pending, start] = useTransition();
  const resume = () =>
    start(async () => {
      const result = await answered(resumeSubscriptionAction(account, {}));
      toast(result.ok ? "Subscription resumed" : { tone: "crimson", message: result.message });
    });
  return (
    <Button look="primary" pending={pending} onClick={resume}>
      Resume subscription
    </Button>
  );
}
