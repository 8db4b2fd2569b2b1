"use client";

import { useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { formatCount } from "@/lib/format";
import type { Invited } from "@/lib/invitations/commands/invite-users";
import { whyNoSeats } from "@/lib/users/rules";
import { useOnce } from "../../use-once";
import { inviteUsersAction } from "../actions";
import { InviteFoot } from "./invite-foot";
import { InviteForm } from "./invite-form";
import type { InviteProps } from "./invite-users-button";
import { InvitedFoot, InvitedList } from "./invited-list";
import { inviteesIn, type Offer, type OwnRoles, toRequest } from "./invitees";
import { SeatsAside } from "./seats-aside";

/** Offered first: it opens the least that is of use to everyone. */
const FIRST_ROLE = "media_library_view_only_access";

/** Addresses are pasted, checked while they are typed, and invited together; nothing is lost when something is refused. */
export default function InviteUsersDialog({ account, roles, seats, isOpen, onOpenChange }: OverlayProps & InviteProps) {
  const [text, setText] = useState("");
  const [offer, setOffer] = useState<Offer>({ roleId: FIRST_ROLE, permissions: [], grantsExpireAt: null });
  const [ownRoles, setOwnRoles] = useState<OwnRoles>({});
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const inviteUsers = useOnce(inviteUsersAction);
  const [invited, setInvited] = useState<readonly Invited[] | null>(null);

  const invitees = inviteesIn(text, ownRoles);
  const request = toRequest(invitees, offer);
  const count = request.people.length;
  const noSeats = whyNoSeats(seats, count)?.message ?? null;
  const ready = count > 0 && noSeats === null;

  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    const result = await inviteUsers(account, request);
    setSending(false);
    if (!result.ok) return setRefusal(result.message);
    setRefusal(null);
    setInvited(result.data);
  };
  /** Back to the form, with those who were left out. */
  const again = () => {
    const left = invited?.filter(({ outcome }) => outcome === "skipped").map(({ email }) => email) ?? [];
    setText(left.join("\n"));
    setInvited(null);
  };
  const close = () => {
    if (invited) again();
    onOpenChange(false);
  };

  const sent = invited?.filter(({ outcome }) => outcome === "invited").length ?? 0;
  const parts = invited
    ? {
        title: `${formatCount(sent, { one: "invitation", other: "invitations" })} sent`,
        description: invited.length > sent ? `${invited.length - sent} left out.` : undefined,
        footer: <InvitedFoot anyLeftOut={invited.length > sent} onAgain={again} onDone={close} />,
      }
    : {
        title: "Invite people",
        description: "Each gets a mail with a link that lasts 7 days.",
        aside: <SeatsAside seats={seats} adding={count} offer={offer} roles={roles} />,
        footer: (
          <InviteFoot
            count={count}
            leftOut={invitees.length - count}
            ready={ready}
            sending={sending}
            onSend={() => void send()}
            onCancel={close}
          />
        ),
      };
  return (
    <Dialog isOpen={isOpen} onOpenChange={close} size={invited ? "md" : "xl"} {...parts}>
      {invited ? (
        <InvitedList account={account} invited={invited} />
      ) : (
        <InviteForm
          text={text}
          offer={offer}
          invitees={invitees}
          roles={roles}
          problem={refusal ?? noSeats}
          onText={setText}
          onOffer={setOffer}
          onOwnRole={(email, roleId) => setOwnRoles({ ...ownRoles, [email]: roleId })}
        />
      )}
    </Dialog>
  );
}
