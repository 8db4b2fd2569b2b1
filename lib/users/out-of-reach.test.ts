import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import type { MemberActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { changeInvitation } from "@/lib/invitations/commands/change-invitation";
import { copyInvitationLink, resendInvitation } from "@/lib/invitations/commands/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/commands/revoke-invitation";
import { findInvitationById } from "@/lib/invitations/queries/list-invitations";
import { createRole } from "@/lib/roles/commands/create-role";
import { invite } from "@/lib/testing/invitations";
import { snapshotOf } from "@/lib/testing/snapshot";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { endUserSessions } from "@/lib/users/commands/end-user-sessions";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";
import { findUser } from "@/lib/users/queries/find-user";

useTestDatabase();

let own: Studio;
let foreign: Studio;
const foreignIds: Record<"member" | "invitation" | "role", string> = { member: "", invitation: "", role: "" };

beforeAll(async () => {
  own = await makeStudio();
  foreign = await makeStudio();
  foreignIds.member = foreign.dana.memberId;
  foreignIds.invitation = (await invite(foreign.mira, "wren@example.com")).id;
  foreignIds.role = (await createRole(foreign.mira, { name: "Keepers", description: "", permissions: ["purge"] })).id;
});

type Use = (actor: MemberActor, id: string) => Promise<unknown>;

/** Every place that takes an identifier, by the kind it takes. */
const USES: [keyof typeof foreignIds, string, Use][] = [
  ["member", "findUser", (actor, id) => findUser(actor, id)],
  ["member", "changeAccess", (actor, memberId) => changeAccess(actor, { memberId, roleId: "finance" })],
  ["member", "changeRoles", (actor, id) => changeRoles(actor, { memberIds: [id], roleId: "finance" })],
  ["member", "suspendUsers", (actor, id) => suspendUsers(actor, { memberIds: [id] })],
  ["member", "reactivateUsers", (actor, id) => reactivateUsers(actor, { memberIds: [id] })],
  ["member", "removeUser", (actor, memberId) => removeUser(actor, { memberId, keys: "revoke" })],
  [
    "member",
    "removeUser, as the keys' receiver",
    (actor, handTo) => removeUser(actor, { memberId: own.dana.memberId, keys: { handTo } }),
  ],
  ["member", "endUserSessions", (actor, memberId) => endUserSessions(actor, { memberId })],
  ["role", "changeAccess", (actor, roleId) => changeAccess(actor, { memberId: own.dana.memberId, roleId })],
  ["role", "changeRoles", (actor, roleId) => changeRoles(actor, { memberIds: [own.dana.memberId], roleId })],
  ["role", "inviteUsers", (actor, roleId) => invite(actor, "new@example.com", { roleId })],
  ["invitation", "findInvitationById", (actor, id) => findInvitationById(actor, id)],
  ["invitation", "resendInvitation", (actor, invitationId) => resendInvitation(actor, { invitationId })],
  ["invitation", "copyInvitationLink", (actor, invitationId) => copyInvitationLink(actor, { invitationId })],
  ["invitation", "revokeInvitation", (actor, invitationId) => revokeInvitation(actor, { invitationId })],
  [
    "invitation",
    "changeInvitation",
    (actor, invitationId) => changeInvitation(actor, { invitationId, roleId: null, permissions: [] }),
  ],
];

/** All that the one who asks can tell: the answer, or the refusal with its details. */
const answerOf = async (use: Use, id: string) =>
  JSON.stringify(
    await use(own.mira, id).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      return { code: error.code, message: error.message, details: error.details };
    }),
  ).replaceAll(id, "…");

test.each(USES)("a %s of another account is to %s as one that never was", async (kind, _, use) => {
  const before = [await snapshotOf(own.account), await snapshotOf(foreign.account)];
  const prefix = foreignIds[kind].slice(0, 4);
  const unknown = await answerOf(use, `${prefix}00000000000000000000000`);
  expect(await answerOf(use, foreignIds[kind])).toBe(unknown);
  expect(unknown).toContain("There is no such");
  expect([await snapshotOf(own.account), await snapshotOf(foreign.account)]).toEqual(before);
});
