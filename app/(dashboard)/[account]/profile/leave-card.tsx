"use client";

import { confirm } from "@/components/overlay/confirm";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { answered } from "../answered";
import { leaveAccountAction } from "./actions";

export function LeaveCard({ account, accountName }: { account: string; accountName: string }) {
  const ask = () =>
    confirm({
      title: `Leave ${accountName}?`,
      body: "Your access ends now and your API keys stop. To come back you must be invited again.",
      action: "Leave account",
      run: async () => {
        const result = await answered(leaveAccountAction(account, {}));
        if (!result.ok) return result.message;
      },
    });
  return (
    <Card title="Leave this account" note="What you made stays. Your API keys stop at once.">
      <Button onClick={ask}>Leave {accountName}</Button>
    </Card>
  );
}
