import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { systemDb, withSystem } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { createGroup } from "@/lib/groups/commands/create-group";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { listInvitations } from "@/lib/invitations/queries/list-invitations";
import { startSession } from "@/lib/sign-in/commands/start-session";
import { asKey, makeKey, ORIGIN } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asSystem, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { endUserSessions } from "@/lib/users/commands/end-user-sessions";
import { leaveAccount, removeUser } from "@/lib/users/commands/remove-user";
import { suspendUsers } from "@/lib/users/commands/suspend-users";
import { usersSearch } from "@/lib/users/input";
import { countSeats } from "@/lib/users/queries/count-seats";
import { findUser } from "@/lib/users/queries/find-user";

useTestDatabase();

let studio: Studio;

beforeEach(async () => {
  studio = await makeStudio();
});

/** Rows that give this member something and have not ended. */
async function currentRowsOf(memberId: string): Promise<number> {
  const [row] = await systemDb().execute<{ count: number }>(sql`
    select ((select count(*) from members where id = ${memberId} and ended_at is null)
      + (select count(*) from role_assignments where member_id = ${memberId} and ended_at is null)
      + (select count(*) from permission_grants where member_id = ${memberId} and ended_at is null)
      + (select count(*) from suspensions where member_id = ${memberId} and ended_at is null)
      + (select count(*) from group_members where member_id = ${memberId} and ended_at is null)
      + (select count(*) from api_keys where owner_id = ${memberId} and ended_at is null))::int as count`);
  return row?.count ?? -1;
}

test("everything that gave the person something ends at once, and their seat is free", async () => {
  const { mira, tomas, jonah } = studio;
  await createGroup(mira, { name: "Press", description: "", memberIds: [tomas.memberId, jonah.memberId] });
  const key = await makeKey(tomas, ["purge"]);
  await inviteUsers(tomas, { people: [{ email: "wren@northlight.studio", roleId: "finance", permissions: [] }] });
  await suspendUsers(mira, { memberIds: [tomas.memberId] });
  const { members } = await countSeats(mira);

  await removeUser(mira, { memberId: tomas.memberId, keys: "revoke", note: "Left the studio" });
  expect(await currentRowsOf(tomas.memberId)).toBe(0);
  await expect(asKey(key)).rejects.toBeDefined();
  await expect(findUser(mira, tomas.memberId)).rejects.toMatchObject({ code: "not_found" });
  expect((await countSeats(mira)).members).toBe(members - 1);
  expect((await listInvitations(mira, usersSearch.parse({}))).rows).toMatchObject([
    { email: "wren@northlight.studio", status: "invited", invitedBy: "Tomás Brandt" },
  ]);
  expect((await historyOf(mira, tomas.memberId)).rows[0]).toMatchObject({
    operation: "users.remove",
    before: { role: "Account administrator", grants: [], groups: ["Press"], keys: ["ci-deploy"], status: "suspended" },
    after: { keys: "revoke", note: "Left the studio" },
  });
});

test("keys go on as someone else's who holds as much", async () => {
  const { mira, dana, ryo } = studio;
  const key = await makeKey(dana, ["purge", "sources"]);
  await removeUser(mira, { memberId: dana.memberId, keys: { handTo: ryo.memberId } });
  expect(await asKey(key)).toMatchObject({ memberId: ryo.memberId });
  expect((await historyOf(mira, key.id)).rows[0]).toMatchObject({
    operation: "apiKeys.edit",
    after: { ownerId: ryo.memberId },
  });
});

test("keys that the receiver could not have made themselves stay, and so does the leaver", async () => {
  const { mira, dana, priya, account } = studio;
  await makeKey(dana, ["purge"]);
  const before = await snapshotOf(account);
  for (const handTo of [priya.memberId, dana.memberId, "mem_unknown"])
    await expect(removeUser(mira, { memberId: dana.memberId, keys: { handTo } })).rejects.toMatchObject({
      code: handTo === "mem_unknown" ? "not_found" : "conflict",
    });
  expect(await snapshotOf(account)).toEqual(before);
});

test("nobody removes themselves, and nobody the last administrator", async () => {
  const { mira, tomas, account } = studio;
  await changeAccess(mira, { memberId: tomas.memberId, roleId: null });
  const before = await snapshotOf(account);
  const keys = "revoke" as const;
  await expect(removeUser(mira, { memberId: mira.memberId, keys })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeUser(asSystem(account), { memberId: mira.memberId, keys })).rejects.toMatchObject({
    code: "conflict",
  });
  await expect(removeUser(studio.dana, { memberId: tomas.memberId, keys })).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "users.remove", missingPermissions: ["account_admin"] },
  });
  expect(await snapshotOf(account)).toEqual(before);
});

test("a person leaves by themselves; their keys stop", async () => {
  const { mira, dana } = studio;
  const key = await makeKey(dana, ["purge"]);
  await leaveAccount(dana);
  expect(await currentRowsOf(dana.memberId)).toBe(0);
  await expect(asKey(key)).rejects.toBeDefined();
  expect((await historyOf(mira, dana.memberId)).rows[0]).toMatchObject({
    operation: "account.leave",
    actor: { id: dana.memberId },
    before: { role: "Developer" },
  });
});

test("the last administrator cannot leave, nor can whoever has left already", async () => {
  const { mira, tomas, account } = studio;
  await leaveAccount(tomas);
  const before = await snapshotOf(account);
  await expect(leaveAccount(mira)).rejects.toMatchObject({ code: "conflict" });
  await expect(leaveAccount(tomas)).rejects.toMatchObject({ code: "forbidden" });
  expect(await snapshotOf(account)).toEqual(before);
});

test("who was removed can be invited and joins anew, without what they had", async () => {
  const { mira, dana, account } = studio;
  await removeUser(mira, { memberId: dana.memberId, keys: "revoke" });
  const again = await joinAccount(account, { email: dana.email, name: dana.name });
  expect(again.userId).toBe(dana.userId);
  expect((await findUser(mira, again.memberId)).effective).toEqual([]);
});

test("someone's sessions end on every device", async () => {
  const { mira, dana } = studio;
  for (let i = 0; i < 2; i++)
    await withSystem((tx) => startSession(tx, { userId: dana.userId, method: "email" }, ORIGIN));
  expect((await findUser(mira, dana.memberId)).sessions).toHaveLength(2);
  expect(await endUserSessions(mira, { memberId: dana.memberId })).toEqual({ ended: 2 });
  const user = await findUser(mira, dana.memberId);
  expect(user.sessions).toEqual([]);
  expect(user.activity[0]).toMatchObject({ operation: "users.endSessions", before: { sessions: 2 } });
  expect(await endUserSessions(mira, { memberId: dana.memberId })).toEqual({ ended: 0 });
});

test("sessions of people elsewhere, and one's own, are not ended here", async () => {
  const other = await makeStudio();
  const stranger = await joinAccount(other.account);
  await withSystem((tx) => startSession(tx, { userId: stranger.userId, method: "email" }, ORIGIN));
  await expect(endUserSessions(studio.mira, { memberId: stranger.memberId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(endUserSessions(studio.mira, { memberId: studio.mira.memberId })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(endUserSessions(studio.dana, { memberId: studio.ryo.memberId })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await findUser(other.mira, stranger.memberId)).sessions).toHaveLength(1);
});
