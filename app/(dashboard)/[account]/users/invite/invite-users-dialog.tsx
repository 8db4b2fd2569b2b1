"use client";

import { useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Field, Textarea } from "@/components/ui/field";
import { formatCount } from "@/lib/format";
import type { Invited } from "@/lib/invitations/commands/invite-users";
import { whyNoSeats } from "@/lib/users/rules";
import { inviteUsersAction } from "../actions";
import { RoleSelect } from "../inspector/role-select";
import { ExtraPermissions } from "./extra-permissions";
import type { InviteProps } from "./invite-users-button";
import { InvitedList } from "./invited-list";
import { InviteeList } from "./invitee-list";
import { inviteesIn, type Offer, type OwnRoles, toRequest } from "./invitees";
import { withoutAddress } from "./parse-addresses";
import { SeatsAside } from "./seats-aside";

const invitations = (count: number) => formatCount(count, { one: "invitation", other: "invitations" });

/** Addresses are pasted, checked while they are typed, and invited together; nothing is lost when something is refused. */
export default function InviteUsersDialog({ account, roles, seats, isOpen, onOpenChange }: OverlayProps & InviteProps) {
  const firstRole = roles.find(({ id, blocked }) => id === "media_library_view_only_access" && !blocked)?.id ?? null;
  const [text, setText] = useState("");
  const [offer, setOffer] = useState<Offer>({ roleId: firstRole, permissions: [], grantsExpireAt: null });
  const [ownRoles, setOwnRoles] = useState<OwnRoles>({});
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [invited, setInvited] = useState<readonly Invited[] | null>(null);

  const invitees = inviteesIn(text, ownRoles);
  const request = toRequest(invitees, offer);
  const count = request.people.length;
  const noSeats = whyNoSeats(seats, count)?.message ?? null;
  const ready = count > 0 && noSeats === null;

  const send = async () => {
    if (!ready || sending) return;
    setSending(true);
    const result = await inviteUsersAction(account, request);
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

  if (invited)
    return (
      <InvitedList account={account} invited={invited} isOpen={isOpen} onOpenChange={onOpenChange} onAgain={again} />
    );
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="xl"
      title="Invite people"
      description="Each gets a mail with a link that lasts 7 days."
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      aside={<SeatsAside seats={seats} adding={count} offer={offer} roles={roles} />}
      footer={
        <>
          <span className="mr-auto text-ink-2" role="status">
            {invitees.length > count && `${invitees.length - count} left out`}
          </span>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" keys="mod+enter" disabled={!ready} pending={sending}>
            {count > 0 ? `Send ${invitations(count)}` : "Send invitations"}
          </Button>
        </>
      }
    >
      <Textarea
        data-autofocus
        label="E-mail addresses"
        hint="Paste as many as you like, separated by anything. Names as in Ann Lee <ann@example.com> are kept."
        placeholder="ann@example.com, Ben Okri <ben@example.com>"
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => setText(event.target.value)}
      />
      <Field label="Role for everyone">
        {(control) => (
          <RoleSelect
            {...control}
            roles={roles}
            value={offer.roleId}
            className="w-full"
            onChange={(role) => setOffer({ ...offer, roleId: role?.id ?? null })}
          />
        )}
      </Field>
      <ExtraPermissions offer={offer} roles={roles} onChange={setOffer} />
      {invitees.length > 0 && (
        <InviteeList
          invitees={invitees}
          roles={roles}
          commonRoleId={offer.roleId}
          onRole={(email, roleId) => setOwnRoles({ ...ownRoles, [email]: roleId })}
          onRemove={(invitee) => setText(withoutAddress(text, invitee))}
        />
      )}
      {(refusal ?? noSeats) && (
        <Callout tone="crimson" role="alert">
          {refusal ?? noSeats}
        </Callout>
      )}
    </Dialog>
  );
}
