"use client";

import { confirm } from "@/components/overlay/confirm";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { answered } from "../answered";
import { endLoginAction } from "./actions";

export function EndLoginButton({ account, loginId, email }: { account: string; loginId: string; email: string }) {
  const ask = () =>
    confirm({
      title: `Remove the Google account ${email}?`,
      body: "It opens nothing here any more. You sign in by a mailed link, and can add it again.",
      action: "Remove Google account",
      run: async () => {
        const result = await answered(endLoginAction(account, { loginId }));
        if (!result.ok) return result.message;
        toast("Google account removed");
      },
    });
  return (
    <Button look="quiet" size="sm" className="ml-auto" onClick={ask} aria-label={`Remove ${email}`}>
      Remove
    </Button>
  );
}
