import { beforeEach, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asKey, makeKey } from "@/lib/testing/keys";
import { asMember, asSystem, makeStudio, type Studio } from "@/lib/testing/studio";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";
import { countSeats } from "@/lib/users/queries/count-seats";
import { findUser } from "@/lib/users/queries/find-user";

useTestDatabase();

let studio: Studio;

beforeEach(async () => {
  studio = await makeStudio();
});

test("who is suspended can do nothing from that moment on, and keeps seat, role and grants", async () => {
  const { mira, dana, account } = studio;
  const key = await makeKey(dana, ["purge"]);
  const seats = await countSeats(mira);
  const { memberIds } = await suspendUsers(mira, { memberIds: [dana.memberId], reason: "Lost her laptop" });
  expect(memberIds).toEqual([dana.memberId]);
  expect(await asMember(account, dana.memberId)).toMatchObject({ active: false, permissions: 0 });
  await expect(asKey(key)).rejects.toBeDefined();
  expect(await countSeats(mira)).toEqual(seats);
  expect(await findUser(mira, dana.memberId)).toMatchObject({
    status: "suspended",
    role: { id: "developer" },
    grants: [{ permission: "billing" }],
    effective: [],
  });
  expect((await historyOf(mira, dana.memberId)).rows[0]).toMatchObject({
    operation: "users.suspend",
    before: { status: "active" },
    after: { status: "suspended", reason: "Lost her laptop" },
  });
});

test("who is reactivated can do what they could before, also where no seat is free", async () => {
  const full = await makeStudio({ seatLimit: 8 });
  const before = await asMember(full.account, full.dana.memberId);
  const { memberIds } = await suspendUsers(full.mira, { memberIds: [full.dana.memberId] });
  await reactivateUsers(full.mira, { memberIds });
  expect((await asMember(full.account, full.dana.memberId)).permissions).toBe(before.permissions);
});

test("of many, each is told what became of them; a second time nothing is written", async () => {
  const { mira, tomas, dana, account } = studio;
  const memberIds = [mira.memberId, dana.memberId, "mem_unknown", tomas.memberId];
  const first = await suspendUsers(mira, { memberIds });
  expect(first.outcomes.map(({ outcome }) => outcome)).toEqual(["refused", "changed", "refused", "changed"]);
  expect(first.memberIds).toEqual([dana.memberId, tomas.memberId]);
  const before = await snapshotOf(account);
  const second = await suspendUsers(mira, { memberIds });
  expect(second.outcomes.map(({ outcome }) => outcome)).toEqual(["refused", "unchanged", "refused", "unchanged"]);
  expect(await snapshotOf(account)).toEqual(before);
});

test("of two administrators in one request the last stays active", async () => {
  const { mira, tomas, account } = studio;
  const { outcomes } = await suspendUsers(asSystem(account), { memberIds: [mira.memberId, tomas.memberId] });
  expect(outcomes).toMatchObject([
    { outcome: "changed" },
    { outcome: "refused", reason: expect.stringContaining("Tomás Brandt is the last administrator") },
  ]);
});

test("on Free someone can be suspended, and nobody brought back", async () => {
  const free = await makeStudio({ plan: "free" });
  const { memberIds } = await suspendUsers(free.mira, { memberIds: [free.dana.memberId] });
  expect((await reactivateUsers(free.mira, { memberIds })).outcomes).toMatchObject([
    { outcome: "refused", reason: expect.stringContaining("under Billing") },
  ]);
});

test.each(["dana", "lea", "sofia", "jonah", "priya"] as const)("%s suspends and reactivates nobody", async (name) => {
  const { account, ryo } = studio;
  const before = await snapshotOf(account);
  for (const command of [suspendUsers, reactivateUsers])
    await expect(command(studio[name], { memberIds: [ryo.memberId] })).rejects.toMatchObject({
      code: "forbidden",
      details: { operation: "users.suspend", missingPermissions: ["account_admin"] },
    });
  expect(await snapshotOf(account)).toEqual(before);
});
