"use server";

import { andRefresh } from "@/lib/http/and-refresh";
import { defineAction, defineOnceAction } from "@/lib/http/define-action";
import { changeInvitation } from "@/lib/invitations/commands/change-invitation";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { copyInvitationLink, resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { changeInvitationInput, invitationInput, inviteUsersInput } from "@/lib/invitations/input";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { endUserSessions } from "@/lib/users/commands/end-user-sessions";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";
import {
  changeAccessInput,
  changeRolesInput,
  findSuccessorsInput,
  reactivateUsersInput,
  removeUserInput,
  suspendUsersInput,
  userInput,
} from "@/lib/users/input";
import { listSuccessors } from "@/lib/users/queries/list-successors";

export const changeAccessAction = defineAction(changeAccessInput, andRefresh(changeAccess));
export const changeRolesAction = defineAction(changeRolesInput, andRefresh(changeRoles));
export const suspendUsersAction = defineAction(suspendUsersInput, andRefresh(suspendUsers));
export const reactivateUsersAction = defineAction(reactivateUsersInput, andRefresh(reactivateUsers));
export const removeUserAction = defineAction(removeUserInput, andRefresh(removeUser));
export const endUserSessionsAction = defineAction(userInput, andRefresh(endUserSessions));

export const inviteUsersAction = defineOnceAction(inviteUsersInput, inviteUsers);
export const changeInvitationAction = defineAction(changeInvitationInput, andRefresh(changeInvitation));
export const resendInvitationAction = defineOnceAction(invitationInput, resendInvitation);
export const revokeInvitationAction = defineAction(invitationInput, andRefresh(revokeInvitation));
export const copyInvitationLinkAction = defineAction(invitationInput, copyInvitationLink);

export const listSuccessorsAction = defineAction(findSuccessorsInput, listSuccessors);
