"use client";

import { MailPlus, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { confirm } from "@/components/overlay/confirm";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import type { InvitationVerb, Verdict } from "@/lib/users/rules";
import { answered } from "../../answered";
import { useOnce } from "../../use-once";
import { resendInvitationAction, revokeInvitationAction } from "../actions";
import { CopyLinkButton } from "../invite/copy-link-button";

/** Send again, hand the link over, or take it back. */
export function InvitationActions({
  account,
  invitation: { id, email, expired, can },
  closeHref,
}: {
  account: string;
  invitation: { id: string; email: string; expired: boolean; can: Record<InvitationVerb, Verdict> };
  closeHref: string;
}) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const resendInvitation = useOnce(resendInvitationAction);
  const resend = async () => {
    setPending(true);
    const result = await resendInvitation(account, { invitationId: id });
    setPending(false);
    toast(
      result.ok ? `Invitation sent to ${email} again; it lasts 7 days` : { tone: "crimson", message: result.message },
    );
  };
  const revoke = () =>
    confirm({
      title: `Revoke the invitation of ${email}?`,
      body: "Its links stop at once and its seat is free. You can invite them again.",
      action: "Revoke invitation",
      run: async () => {
        const result = await answered(revokeInvitationAction(account, { invitationId: id }));
        if (!result.ok) return result.message;
        router.replace(closeHref as Route, { scroll: false });
        toast(`Invitation of ${email} revoked`);
      },
    });
  return (
    <div className="mb-5 flex flex-wrap gap-2">
      <Button
        size="sm"
        icon={<MailPlus aria-hidden />}
        disabled={!can.resend.allowed}
        pending={pending}
        onClick={() => void resend()}
      >
        Send again
      </Button>
      <CopyLinkButton account={account} invitationId={id} email={email} disabled={expired || !can.copyLink.allowed} />
      <Button size="sm" icon={<X aria-hidden />} disabled={!can.revoke.allowed} onClick={revoke}>
        Revoke
      </Button>
      {expired && (
        <p className="basis-full text-12 text-ink-2">Its links no longer work. Send it again for 7 more days.</p>
      )}
    </div>
  );
}
