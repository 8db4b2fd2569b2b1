"use client";

import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatList } from "@/lib/format";
import { type Permission, PERMISSIONS } from "@/lib/permissions/permissions";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { editKeyAction, narrowKeyAction } from "../actions";

const labels = (permissions: readonly Permission[]) =>
  formatList(
    permissions.map((id) => PERMISSIONS[id].label),
    "en",
  );

/** What it carried for 90 days in vain, and one click that takes it away. */
export function UnusedCallout({
  account,
  keyId,
  name,
  unused,
  needed,
}: {
  account: string;
  keyId: string;
  name: string;
  unused: readonly Permission[];
  /** What it would keep. */
  needed: readonly Permission[];
}) {
  const [pending, setPending] = useState(false);
  const narrow = async () => {
    setPending(true);
    const result = await answered(narrowKeyAction(account, { keyId }));
    setPending(false);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    const { before, after } = result.data;
    toast({
      message: after.length > 0 ? `${name} keeps ${labels(after)}` : `${name} carries nothing any more`,
      undo: undoing(() => editKeyAction(account, { keyId, permissions: before })),
    });
  };
  return (
    <Callout
      tone="amber"
      title={`${labels(unused)} not used in 90 days.`}
      action={
        <Button size="sm" pending={pending} onClick={() => void narrow()}>
          Narrow
        </Button>
      }
    >
      {needed.length > 0 ? `Narrowed to ${labels(needed)}` : `Without ${unused.length === 1 ? "it" : "them"}`} the key
      goes on as before, and can do less harm if it leaks.
    </Callout>
  );
}
