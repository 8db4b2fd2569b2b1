import { useEffect, useRef } from "react";
import { Callout } from "@/components/ui/callout";
import { Field, Textarea } from "@/components/ui/field";
import type { RoleChoice } from "../../access-editor/access-draft";
import { RoleSelect } from "../../access-editor/role-select";
import { ExtraPermissions } from "./extra-permissions";
import { InviteeList } from "./invitee-list";
import type { Invitee, Offer } from "./invitees";
import { withoutAddress } from "./parse-addresses";

/** Whom, with what role, and everyone who was found in the text. */
export function InviteForm({
  text,
  offer,
  invitees,
  roles,
  problem,
  onText,
  onOffer,
  onOwnRole,
}: {
  text: string;
  offer: Offer;
  invitees: readonly Invitee[];
  roles: readonly RoleChoice[];
  /** Why nothing can be sent. */
  problem: string | null;
  onText: (text: string) => void;
  onOffer: (offer: Offer) => void;
  onOwnRole: (email: string, roleId: string | null) => void;
}) {
  const addresses = useRef<HTMLTextAreaElement>(null);
  useEffect(() => addresses.current?.focus(), []);
  return (
    <>
      <Textarea
        ref={addresses}
        label="E-mail addresses"
        hint="Paste as many as you like, separated by anything. Names as in Ann Lee <ann@example.com> are kept."
        placeholder="ann@example.com, Ben Okri <ben@example.com>"
        value={text}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => onText(event.target.value)}
      />
      <Field label="Role for everyone">
        {(control) => (
          <RoleSelect
            {...control}
            roles={roles}
            value={offer.roleId}
            className="w-full"
            onChange={(role) => onOffer({ ...offer, roleId: role?.id ?? null })}
          />
        )}
      </Field>
      <ExtraPermissions offer={offer} roles={roles} onChange={onOffer} />
      {invitees.length > 0 && (
        <InviteeList
          invitees={invitees}
          roles={roles}
          commonRoleId={offer.roleId}
          onRole={onOwnRole}
          onRemove={(invitee) => onText(withoutAddress(text, invitee))}
        />
      )}
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
    </>
  );
}
