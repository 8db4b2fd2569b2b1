import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Person } from "@/components/ui/person";
import { Tag } from "@/components/ui/tag";
import type { Invited } from "@/lib/invitations/commands/invite-users";
import { CopyLinkButton } from "./copy-link-button";

/** What became of each address; a link can be handed over where a mail may not arrive. */
export function InvitedList({ account, invited }: { account: string; invited: readonly Invited[] }) {
  return (
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
  );
}

/** Takes the focus, because the button that was pressed is gone. */
export function InvitedFoot({
  anyLeftOut,
  onAgain,
  onDone,
}: {
  anyLeftOut: boolean;
  onAgain: () => void;
  onDone: () => void;
}) {
  const done = useRef<HTMLButtonElement>(null);
  useEffect(() => done.current?.focus(), []);
  return (
    <>
      <Button look="quiet" className="ml-auto" onClick={onAgain}>
        {anyLeftOut ? "Correct what was left out" : "Invite more"}
      </Button>
      <Button ref={done} look="primary" onClick={onDone}>
        Done
      </Button>
    </>
  );
}
