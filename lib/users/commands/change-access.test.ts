import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { createGroup } from "@/lib/groups/commands/create-group";
import { makeKey, asKey } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asMember, asSystem, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { findUser } from "@/lib/users/queries/find-user";

useTestDatabase();

let studio: Studio;

beforeEach(async () => {
  studio = await makeStudio();
});

const held = async (memberId: string) => (await findUser(studio.mira, memberId)).effective;
const inAnHour = () => new Date(Date.now() + 3_600_000);

test("sets the role and the whole set of single permissions at once", async () => {
  const { mira, dana } = studio;
  const change = { memberId: dana.memberId, roleId: "finance", grants: [{ permission: "purge" as const }] };
  const result = await changeAccess(mira, change);
  expect(result).toEqual({
    changed: true,
    before: { memberId: dana.memberId, roleId: "developer", grants: [{ permission: "billing", expiresAt: null }] },
    leftGroups: [],
  });
  expect(await held(dana.memberId)).toEqual(["analytics", "billing", "purge"]);

  const [event] = (await historyOf(mira, dana.memberId)).rows;
  expect(event).toMatchObject({
    operation: "users.edit",
    actor: { id: mira.memberId },
    before: { role: "Developer", grants: [{ permission: "billing" }] },
    after: { role: "Finance", grants: [{ permission: "purge" }] },
  });
});

test("what it returns takes the change back", async () => {
  const { mira, dana } = studio;
  const before = await held(dana.memberId);
  const until = inAnHour();
  const change = await changeAccess(mira, {
    memberId: dana.memberId,
    roleId: null,
    grants: [{ permission: "sources", expiresAt: until }],
  });
  const undone = await changeAccess(mira, change.before);
  expect(await held(dana.memberId)).toEqual(before);
  expect(undone.before.grants).toEqual([{ permission: "sources", expiresAt: until }]);
});

test("what is left out stays", async () => {
  const { mira, dana } = studio;
  await changeAccess(mira, { memberId: dana.memberId, roleId: "finance" });
  expect((await findUser(mira, dana.memberId)).grants).toEqual([{ permission: "billing", expiresAt: null }]);
  await changeAccess(mira, { memberId: dana.memberId, grants: [] });
  expect((await findUser(mira, dana.memberId)).role).toEqual({ id: "finance", name: "Finance" });
});

test("where there is nothing to do, nothing is written", async () => {
  const { mira, dana, account } = studio;
  const before = await snapshotOf(account);
  const same = { memberId: dana.memberId, roleId: "developer", grants: [{ permission: "billing" as const }] };
  expect(await changeAccess(mira, same)).toMatchObject({ changed: false });
  expect(await snapshotOf(account)).toEqual(before);
});

test("a permission that ran out unnoticed can be given again, and ended when it ran out", async () => {
  const { mira, sofia, account } = studio;
  const id = newId("grant");
  await systemDb()
    .execute(sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
    values (${account.id}, ${id}, ${sofia.memberId}, 'purge', '2026-01-01T00:00:00Z', 'system')`);
  await changeAccess(mira, { memberId: sofia.memberId, grants: [{ permission: "purge" }] });
  expect(await held(sofia.memberId)).toContain("purge");
  const [row] = await systemDb().execute(
    sql`select ended_at = expires_at as right from permission_grants where id = ${id}`,
  );
  expect(row).toEqual({ right: true });
});

test("an interval never ends before it began, however many changes wait for each other", async () => {
  const { mira, dana, account } = studio;
  const roles = ["finance", "developer", "media_library_full_access", null];
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => changeAccess(mira, { memberId: dana.memberId, roleId: roles[i % 4] })),
  );
  const broken = await systemDb().execute(sql`
    select a.id from role_assignments a where a.account_id = ${account.id} and a.ended_at < a.started_at
    union all
    select a.id from role_assignments a join role_assignments b on b.account_id = a.account_id and b.member_id = a.member_id
      and b.id <> a.id and tstzrange(a.started_at, a.ended_at) && tstzrange(b.started_at, b.ended_at)
    where a.account_id = ${account.id}`);
  expect([...broken]).toEqual([]);
});

test("whoever loses the library leaves their groups, and the event says which", async () => {
  const { mira, jonah } = studio;
  await createGroup(mira, { name: "Press", description: "", memberIds: [jonah.memberId] });
  expect(
    (await changeAccess(mira, { memberId: jonah.memberId, roleId: "media_library_view_only_access" })).leftGroups,
  ).toEqual([]);
  expect((await changeAccess(mira, { memberId: jonah.memberId, roleId: "finance" })).leftGroups).toEqual(["Press"]);
  const user = await findUser(mira, jonah.memberId);
  expect(user.groups).toEqual([]);
  expect(user.activity[0]).toMatchObject({ after: { leftGroups: ["Press"] } });
});

test("an inspector shows what was given by whom, keys with their power, and what happened", async () => {
  const { mira, dana } = studio;
  await makeKey(dana, ["purge"]);
  await changeAccess(mira, { memberId: dana.memberId, roleId: "finance" });
  const user = await findUser(mira, dana.memberId);
  expect(user.given).toMatchObject([
    { kind: "role", id: "finance", by: "Mira Okafor", permissions: ["analytics", "billing"] },
    { kind: "grant", permissions: ["billing"], by: "System" },
  ]);
  expect(user.keys).toMatchObject([{ name: "ci-deploy", permissions: ["purge"], effective: [], dormant: ["purge"] }]);
  expect(user.activity.map((event) => event.operation)).toEqual(["users.edit", "apiKeys.create"]);
});

test.each([
  ["a role that is not there", { roleId: "rol_unknown" }, "not_found"],
  ["a time that is over", { grants: [{ permission: "purge" as const, expiresAt: new Date(0) }] }, "invalid"],
])("%s is refused and changes nothing", async (_, change, code) => {
  const { mira, dana, account } = studio;
  const before = await snapshotOf(account);
  await expect(changeAccess(mira, { memberId: dana.memberId, ...change })).rejects.toMatchObject({ code });
  expect(await snapshotOf(account)).toEqual(before);
});

test("nobody changes their own access, neither signed in nor by their key", async () => {
  const { mira, account } = studio;
  const key = await asKey(await makeKey(mira, ["account_admin"]));
  const before = await snapshotOf(account);
  for (const actor of [mira, key]) {
    const change = changeAccess(actor, { memberId: mira.memberId, roleId: "developer" });
    await expect(change).rejects.toMatchObject({ code: "forbidden", details: { operation: "users.edit" } });
  }
  expect(await snapshotOf(account)).toEqual(before);
});

test.each(["dana", "lea", "sofia", "jonah", "priya"] as const)("%s changes nobody's access", async (name) => {
  const change = changeAccess(studio[name], { memberId: studio.ryo.memberId, roleId: null });
  await expect(change).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "users.edit", missingPermissions: ["account_admin"] },
  });
});

test("the last administrator keeps their access, also from the command line", async () => {
  const { mira, tomas, account } = studio;
  await changeAccess(mira, { memberId: tomas.memberId, roleId: "developer" });
  for (const change of [
    { roleId: "developer" },
    { roleId: null, grants: [{ permission: "account_admin" as const, expiresAt: inAnHour() }] },
  ])
    await expect(changeAccess(asSystem(account), { memberId: mira.memberId, ...change })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Mira Okafor is the last administrator"),
    });
});

test("whoever lost the right while their request waited is refused", async () => {
  const { mira, tomas, dana } = studio;
  await changeAccess(tomas, { memberId: mira.memberId, roleId: "finance" });
  await expect(changeAccess(mira, { memberId: dana.memberId, roleId: null })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("the restricted role is part of Enterprise", async () => {
  const pro = await makeStudio({ plan: "pro" });
  const change = changeAccess(pro.mira, { memberId: pro.dana.memberId, roleId: "media_library_restricted_access" });
  await expect(change).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("Enterprise") });
});

test("on Free nobody's access is managed, and the refusal names the way out", async () => {
  const free = await makeStudio({ plan: "free" });
  const change = changeAccess(free.mira, { memberId: free.dana.memberId, roleId: "finance" });
  await expect(change).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("under Billing") });
});

test("many get one role; whoever cannot is named with the reason, and the rest is changed all the same", async () => {
  const { mira, tomas, dana, ryo, lea } = studio;
  const memberIds = [dana.memberId, mira.memberId, ryo.memberId, lea.memberId, "mem_unknown"];
  const { outcomes, before } = await changeRoles(mira, { memberIds, roleId: "media_library_full_access" });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "refused", "changed", "unchanged", "refused"]);
  expect(outcomes[1]).toMatchObject({
    name: "Mira Okafor",
    reason: expect.stringContaining("nobody changes their own"),
  });
  expect(outcomes[4]).toMatchObject({ name: null, reason: "There is no such person, or it is not open to you." });
  expect(before).toEqual([{ memberIds: [dana.memberId, ryo.memberId], roleId: "developer" }]);
  for (const undo of before) await changeRoles(tomas, undo);
  expect((await findUser(mira, dana.memberId)).role?.id).toBe("developer");
});

test("of all administrators in a bulk change the last one stays", async () => {
  const { mira, tomas, account } = studio;
  const { outcomes } = await changeRoles(asSystem(account), {
    memberIds: [mira.memberId, tomas.memberId],
    roleId: "finance",
  });
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(["changed", "refused"]);
});

test("a bulk change to a role the actor may not give is refused as a whole", async () => {
  const pro = await makeStudio({ plan: "pro" });
  const before = await snapshotOf(pro.account);
  const change = changeRoles(pro.mira, { memberIds: [pro.dana.memberId], roleId: "media_library_restricted_access" });
  await expect(change).rejects.toMatchObject({ code: "forbidden" });
  await expect(changeRoles(pro.dana, { memberIds: [pro.ryo.memberId], roleId: null })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await snapshotOf(pro.account)).toEqual(before);
});

test("five hundred people get a role in one request", async () => {
  const { mira, account } = studio;
  const people = [];
  for (let i = 0; i < 500; i += 50)
    people.push(...(await Promise.all(Array.from({ length: 50 }, () => joinAccount(account)))));
  const { outcomes } = await changeRoles(mira, {
    memberIds: people.map(({ memberId }) => memberId),
    roleId: "finance",
  });
  expect(outcomes.every(({ outcome }) => outcome === "changed")).toBe(true);
  expect((await asMember(account, people[499]?.memberId ?? "")).permissions).toBeGreaterThan(0);
});
