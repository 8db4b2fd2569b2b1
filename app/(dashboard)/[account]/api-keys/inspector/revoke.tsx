import { confirm } from "@/components/overlay/confirm";
import { toast } from "@/components/overlay/toast";
import { Time } from "@/components/ui/time";
import type { LastUse } from "@/lib/api-keys/queries/columns";
import { DAY_MS } from "@/lib/day";
import { answered } from "../../answered";
import { findLastUseAction, revokeKeyAction } from "../actions";
import type { OpenKey } from "./open-key-facts";

/** Revoking is final. Where something still uses the key, its name must be typed, with the evidence of this moment. */
export async function askToRevoke(account: string, { id, name, lastUsed }: OpenKey): Promise<void> {
  const fresh = await answered(findLastUseAction(account, { keyId: id }));
  const last = fresh.ok ? fresh.data : lastUsed;
  const busy = last !== null && Date.now() - Date.parse(last.at) < DAY_MS;
  confirm({
    title: `Revoke ${name}?`,
    body: <Evidence last={last} busy={busy} />,
    action: "Revoke key",
    typed: busy ? name : undefined,
    run: async () => {
      const result = await answered(revokeKeyAction(account, { keyId: id }));
      if (!result.ok) return result.message;
      toast(`${name} is revoked`);
    },
  });
}

function Evidence({ last, busy }: { last: LastUse | null; busy: boolean }) {
  return (
    <>
      {last ? (
        <p className={busy ? "font-strong text-crimson-ink" : undefined}>
          Used <Time value={last.at} />
          {last.ip && ` from ${last.ip}`}
          {last.path && <code className="data-text"> {last.path}</code>}
        </p>
      ) : (
        <p>It was never used.</p>
      )}
      <p className="mt-2">Every server refuses it from then on. This cannot be taken back.</p>
    </>
  );
}
