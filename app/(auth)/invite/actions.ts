"use server";

import { redirect } from "next/navigation";
import { findSignedIn } from "@/lib/auth/member-actor";
import { requestOrigin } from "@/lib/auth/origin";
import { openSession } from "@/lib/auth/session";
import { defineFormAction } from "@/lib/http/define-form-action";
import { acceptInvitation } from "@/lib/invitations/commands/accept-invitation";
import { acceptInvitationInput } from "@/lib/invitations/input";
import { startOf } from "../after-sign-in";

export const acceptInvitationAction = defineFormAction(acceptInvitationInput, async (input) => {
  const { signedIn } = await findSignedIn(null);
  const by = signedIn ? ({ kind: "user", userId: signedIn.user.id } as const) : ({ kind: "mail-link" } as const);
  const { account, session } = await acceptInvitation({ ...input, by, origin: await requestOrigin() });
  if (session) await openSession(session);
  redirect(await startOf(account.slug));
});
