"use client";

import { Check, Link2 } from "lucide-react";
import { useState } from "react";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { answered } from "../../answered";
import { copyInvitationLinkAction } from "../actions";

/** Makes a new link and copies it: only hashes are kept, so that no earlier one can be shown again. */
export function CopyLinkButton({
  account,
  invitationId,
  email,
  disabled,
}: {
  account: string;
  invitationId: string;
  email: string;
  disabled?: boolean;
}) {
  const [pending, setPending] = useState(false);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setPending(true);
    const result = await answered(copyInvitationLinkAction(account, { invitationId }));
    setPending(false);
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    await navigator.clipboard.writeText(result.data.url);
    setCopied(true);
  };
  return (
    <Button
      size="sm"
      icon={copied ? <Check aria-hidden /> : <Link2 aria-hidden />}
      pending={pending}
      disabled={disabled}
      aria-label={`Copy the link for ${email}`}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{copied ? "Copied" : "Copy link"}</span>
    </Button>
  );
}
