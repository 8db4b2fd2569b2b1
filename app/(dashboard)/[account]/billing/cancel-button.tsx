"use client";

import { confirm } from "@/components/overlay/confirm";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { useEnvironment } from "@/components/ui/environment";
import { formatExact } from "@/lib/format";
import { answered } from "../answered";
import { cancelSubscriptionAction } from "./actions";
import { Sentences } from "./sentences";

type Props = { account: string; accountName: string; endsAt: string; consequences: string[] };

export function CancelButton({ account, accountName, endsAt, consequences }: Props) {
  const place = useEnvironment();
  const ask = () =>
    confirm({
      title: `Cancel the subscription of ${accountName}?`,
      body: (
        <>
          <p>
            It ends on {formatExact(endsAt, place)}. Until then everything works, and it can be resumed. From then on
            the account has the Free plan.
          </p>
          <Sentences said={consequences} />
          <p className="mt-1.5">
            Nobody and nothing is removed, and invoices stay here.{" "}
            <a href={`/${account}/billing/export`} download className="link-text">
              Export them first
            </a>{" "}
            if you like.
          </p>
        </>
      ),
      action: "Cancel subscription",
      typed: accountName,
      run: async () => {
        const result = await answered(cancelSubscriptionAction(account, { name: accountName }));
        if (!result.ok) return result.message;
        toast("Subscription cancelled");
      },
    });
  return (
    <Button look="quiet" className="mr-auto" onClick={ask}>
      Cancel subscription
    </Button>
  );
}
