"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { defineFormAction } from "@/lib/http/define-form-action";
import { requireSignedIn } from "@/lib/http/require-page";
import { openOwnInvitation } from "@/lib/invitations/commands/open-own-invitation";
import { invitationInput } from "@/lib/invitations/input";

export const openOwnInvitationAction = defineFormAction(invitationInput, async (input) => {
  const { user } = await requireSignedIn();
  const link = await openOwnInvitation(user.id, input);
  redirect(new URL(link).pathname as Route);
});
