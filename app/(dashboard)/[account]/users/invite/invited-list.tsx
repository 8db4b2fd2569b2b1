"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Person } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import { formatCount } from "@/lib/format";
import type { Invited } from "@/lib/invitations/commands/invite-users";
import { CopyLinkButton } from "./copy-link-button";

/** What became of each address; a link can be handed over where a mail may not arrive. */
export function InvitedList({
  account,
  invited,
  isOpen,
  onOpenChange,
  onAgain,
}: {
  account: string;
  invited: readonly Invited[];
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onAgain: () => void;
}) {
  const sent = invited.filter(({ outcome }) => outcome === "invited").length;
  const skipped = invited.length - sent;
  const close = () => {
    onAgain();
    onOpenChange(false);
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title={`${formatCount(sent, { one: "invitation", other: "invitations" })} sent`}
      description={
        skipped > 0 ? `${formatCount(skipped, { one: "address was", other: "addresses were" })} left out.` : undefined
      }
      footer={
        <>
          <Button look="quiet" className="ml-auto" onClick={onAgain}>
            {skipped > 0 ? "Correct what was left out" : "Invite more"}
          </Button>
          <Button look="primary" data-autofocus onClick={close}>
            Done
          </Button>
        </>
      }
    >
      <ul>
        {invited.map(({ email, invitationId, reason }) => (
          <li key={email} className="flex min-h-12 items-center gap-3 border-t border-line first:border-t-0">
            <div className="min-w-0 flex-1">
              <Person name={email} detail={reason} size="xs" pending />
            </div>
            {invitationId ? (
              <CopyLinkButton account={account} invitationId={invitationId} email={email} />
            ) : (
              <Tag tone="crimson">Left out</Tag>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
