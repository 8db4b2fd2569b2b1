import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { findSignedIn } from "@/lib/auth/member-actor";
import { findInvitation } from "@/lib/invitations/queries/find-invitation";
import { InvitationFacts } from "./invitation-facts";
import { WayIn } from "./way-in";

export const metadata: Metadata = { title: "Invitation" };

/** Says who invites, to what and with which access, before anything is accepted. */
export default async function InvitationPage(props: PageProps<"/invite/[token]">) {
  const { token } = await props.params;
  const [invitation, { signedIn }] = await Promise.all([findInvitation(token), findSignedIn(null)]);
  if (!invitation)
    return (
      <AuthLayout
        brand="Aperture"
        title="This invitation is no longer open"
        note="It was accepted, revoked, sent again or has run out. Ask the person who invited you for a new one."
      >
        {null}
      </AuthLayout>
    );
  return (
    <AuthLayout brand="Aperture" title={`${invitation.invitedBy} invites you to ${invitation.account.name}`}>
      <InvitationFacts invitation={invitation} />
      <WayIn token={token} invitation={invitation} signedInAs={signedIn?.user.email ?? null} />
    </AuthLayout>
  );
}
