import { Callout } from "@/components/ui/callout";
import { hasGoogle } from "@/lib/auth/google";
import type { Invitation } from "@/lib/invitations/queries/find-invitation";
import { ButtonForm } from "../../button-form";
import { EmailForm } from "../../sign-in/email-form";
import { GoogleForm } from "../../sign-in/google-form";
import { SignOutForm } from "../../sign-out/sign-out-form";
import { acceptInvitationAction } from "../actions";
import { NewPersonForm } from "./new-person-form";

type Props = { token: string; invitation: Invitation; signedInAs: string | null };

/** How this person can accept: as whom they are signed in, or by what shows that the mailbox is theirs. */
export function WayIn({ token, invitation, signedInAs }: Props) {
  const { email, delivery, isNew } = invitation;
  if (signedInAs === email)
    return (
      <ButtonForm action={acceptInvitationAction} fields={{ token }}>
        Accept the invitation
      </ButtonForm>
    );
  if (signedInAs)
    return (
      <>
        <Callout tone="amber">
          You are signed in as {signedInAs}, and the invitation is for {email}. Sign out, then open the link again.
        </Callout>
        <SignOutForm />
      </>
    );
  const here = `/invite/${token}`;
  if (delivery === "copy")
    return (
      <>
        <p className="text-13 text-ink-2">Sign in as {email} to accept.</p>
        {hasGoogle() && <GoogleForm next={here} />}
        <EmailForm next={here} email={email} label={`Mail a link to ${email}`} />
      </>
    );
  return (
    <>
      {isNew ? (
        <NewPersonForm token={token} name={invitation.name} />
      ) : (
        <ButtonForm action={acceptInvitationAction} fields={{ token }}>
          Accept the invitation
        </ButtonForm>
      )}
      {hasGoogle() && <GoogleForm next={here} />}
    </>
  );
}
