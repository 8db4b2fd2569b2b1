"use client";

import { confirm } from "@/components/overlay/confirm";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { SecretField } from "@/components/ui/secret-field";
import { useOnce } from "../../use-once";
import { rotateTokenAction } from "../actions";

/** For the code that makes signed addresses: imgix's `secureURLToken`, ImageKit's `privateKey`. */
export function SigningToken({ account, sourceId, token }: { account: string; sourceId: string; token: string }) {
  const rotateToken = useOnce(rotateTokenAction);
  const replace = () =>
    confirm({
      title: "Replace the signing token",
      body: "Every address that was signed with this one is refused at once.",
      action: "Replace token",
      run: async () => {
        const result = await rotateToken(account, { sourceId });
        if (!result.ok) return result.message;
        toast("The token is another one now");
      },
    });
  return (
    <section className="grid gap-2" aria-label="Signing token">
      <SecretField
        label="Signing token"
        hint="imgix calls it secureURLToken, ImageKit privateKey. Keep it on your servers."
        value={token}
        readOnly
        autoComplete="off"
      />
      <div className="flex gap-2">
        <CopyButton size="sm" value={token} label="Copy token" />
        <Button size="sm" look="quiet" onClick={replace}>
          Replace
        </Button>
      </div>
    </section>
  );
}
