import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { invitations } from "@/db/schema/members";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { historyOf, listEvents } from "@/lib/audit/queries/list-events";
import { createGroup } from "@/lib/groups/commands/create-group";
import { listGroupsOf } from "@/lib/groups/queries";
import { closureOf, listOf } from "@/lib/permissions/permissions";
import { createRole } from "@/lib/roles/commands/create-role";
import { deleteRole } from "@/lib/roles/commands/delete-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { findRole, listRoles } from "@/lib/roles/queries";
import { asMember, asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";

useTestDatabase();

const EDITOR = { name: "Editor", description: "Pictures and caches", permissions: ["purge", "media_edit"] } as const;

/** A studio in which Noor has the role Editor. */
async function studioWithEditor() {
  const studio = await makeStudio();
  const { id: roleId } = await createRole(studio.mira, { ...EDITOR, permissions: [...EDITOR.permissions] });
  const noor = await joinAccount(studio.account, { name: "Noor Haddad", role: roleId });
  return { ...studio, roleId, noor };
}

const now = async (account: ActorAccount, { memberId }: { memberId: string }) =>
  listOf((await asMember(account, memberId)).permissions);

const invite = (account: ActorAccount, roleId: string) =>
  systemDb()
    .insert(invitations)
    .values({
      accountId: account.id,
      id: newId("invitation"),
      email: "cleo@northlight.studio",
      roleId,
      expiresAt: sql`now() + interval '7 days'`,
      startedBy: "system",
    });

test("the built-in roles come first, each with the number of its people", async () => {
  const { mira, roleId } = await studioWithEditor();
  const roles = await listRoles(mira);
  expect(roles.map(({ name, people, builtIn }) => [name, people, builtIn])).toEqual([
    ["Account administrator", 2, true],
    ["Developer", 2, true],
    ["Media library full access", 1, true],
    ["Media library view-only", 1, true],
    ["Media library restricted", 1, true],
    ["Finance", 1, true],
    ["Editor", 1, false],
  ]);
  expect(await findRole(mira, roleId)).toMatchObject({
    ...EDITOR,
    can: { edit: { allowed: true }, delete: { allowed: true }, assign: { allowed: true } },
  });
  expect(roles[1]?.can.edit).toMatchObject({ allowed: false, reason: expect.stringContaining("built in") });
});

test("a changed role changes what its people can do at once, and the former state is kept", async () => {
  const { mira, account, roleId, noor } = await studioWithEditor();
  await editRole(mira, { roleId, name: "Picture editor", permissions: ["media_edit", "analytics"] });
  expect(await now(account, noor)).toEqual(listOf(closureOf(["media_edit", "analytics"])));

  const [event] = (await historyOf(mira, roleId)).rows;
  expect(event).toMatchObject({ operation: "roles.edit", target: { kind: "role", name: "Picture editor" } });
  expect(event?.changes).toEqual([
    expect.objectContaining({ field: "name", before: "Editor", after: "Picture editor" }),
    expect.objectContaining({ field: "permissions", added: ["Analytics"], removed: ["Purge"] }),
  ]);
  const kept = await systemDb().execute(sql`select permission, ended_by, end_reason from role_permissions
    where account_id = ${account.id} and role_id = ${roleId} and ended_at is not null`);
  expect([...kept]).toEqual([{ permission: "purge", ended_by: mira.memberId, end_reason: "role changed" }]);
});

test("a change that changes nothing is not recorded", async () => {
  const { mira, roleId } = await studioWithEditor();
  await editRole(mira, { roleId, name: EDITOR.name, permissions: ["purge", "media_edit"] });
  expect((await historyOf(mira, roleId)).rows).toHaveLength(1);
});

test("built-in roles stay as they are", async () => {
  const { mira } = await makeStudio();
  for (const attempt of [
    () => editRole(mira, { roleId: "finance", permissions: ["purge"] }),
    () => deleteRole(mira, { roleId: "finance", moveTo: null }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("built in") });
});

test.each(["Editor", "EDITOR", "developer"])("a second role cannot be called %s", async (name) => {
  const { mira } = await studioWithEditor();
  await expect(createRole(mira, { name, description: "", permissions: ["purge"] })).rejects.toMatchObject({
    code: "conflict",
    details: { fields: [{ path: "name" }] },
  });
});

test("nobody changes or deletes the role that they have themselves; its name is free", async () => {
  const { mira, account } = await makeStudio();
  const { id: roleId } = await createRole(mira, { name: "Board", description: "", permissions: ["account_admin"] });
  const noor = await joinAccount(account, { role: roleId });
  for (const attempt of [
    () => editRole(noor, { roleId, permissions: ["purge"] }),
    () => deleteRole(noor, { roleId, moveTo: "finance" }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "forbidden", message: expect.stringContaining("own role") });
  expect((await findRole(noor, roleId)).can).toMatchObject({
    edit: { allowed: true },
    changePermissions: { allowed: false },
    delete: { allowed: false },
  });
  await editRole(noor, { roleId, name: "Directors" });
});

test("no change of a role leaves the account without an administrator, whoever asks", async () => {
  const account = await makeAccount();
  const system = asSystem(account);
  const { id: roleId } = await createRole(system, { name: "Board", description: "", permissions: ["account_admin"] });
  const noor = await joinAccount(account, { role: roleId });
  for (const attempt of [
    () => editRole(system, { roleId, permissions: ["media_edit"] }),
    () => deleteRole(system, { roleId, moveTo: "developer" }),
    () => deleteRole(system, { roleId, moveTo: null }),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("administrator"),
    });
  expect(await now(account, noor)).toContain("account_admin");
  await deleteRole(system, { roleId, moveTo: "account_administrator" });
  expect(await now(account, noor)).toContain("account_admin");
});

test("two administrators who take each other's role away at once do not both succeed", async () => {
  for (let round = 0; round < 10; round++) {
    const account = await makeAccount();
    const system = asSystem(account);
    const board = { description: "", permissions: ["account_admin" as const] };
    const one = await createRole(system, { ...board, name: "One" });
    const two = await createRole(system, { ...board, name: "Two" });
    const ada = await joinAccount(account, { role: one.id });
    const bob = await joinAccount(account, { role: two.id });
    const results = await Promise.allSettled([
      editRole(ada, { roleId: two.id, permissions: ["purge"] }),
      editRole(bob, { roleId: one.id, permissions: ["purge"] }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  }
});

test("a role that people or invitations have goes only with a word on what they get", async () => {
  const { mira, account, roleId, noor } = await studioWithEditor();
  await invite(account, roleId);
  await expect(deleteRole(mira, { roleId })).rejects.toMatchObject({
    code: "conflict",
    message: "Editor is the role of 1 person and 1 invitation. Choose what they get instead.",
  });
  await expect(deleteRole(mira, { roleId, moveTo: roleId })).rejects.toMatchObject({ code: "conflict" });
  await expect(deleteRole(mira, { roleId, moveTo: "rol_unknown" })).rejects.toMatchObject({ code: "not_found" });

  expect(await deleteRole(mira, { roleId, moveTo: "finance" })).toEqual({ moved: 1 });
  expect(await now(account, noor)).toEqual(["analytics", "billing"]);
  expect((await listRoles(mira)).find(({ id }) => id === "finance")).toMatchObject({ people: 2, invitations: 1 });
  await expect(findRole(mira, roleId)).rejects.toMatchObject({ code: "not_found" });
  const [event] = (await historyOf(mira, noor.memberId)).rows;
  expect(event?.changes).toMatchObject([{ field: "role", before: "Editor", after: "Finance" }]);
  await createRole(mira, { name: "Editor", description: "", permissions: ["purge"] });
});

test("whoever loses the library with their role leaves their groups, also while suspended", async () => {
  const { mira, account, roleId, noor } = await studioWithEditor();
  await createGroup(mira, { name: "Press", description: "", memberIds: [noor.memberId] });
  await systemDb().execute(sql`insert into suspensions (account_id, id, member_id, started_by)
    values (${account.id}, ${newId("suspension")}, ${noor.memberId}, 'system')`);
  await editRole(mira, { roleId, permissions: ["media_shared"] });
  expect(await listGroupsOf(mira, noor.memberId)).toHaveLength(1);
  await editRole(mira, { roleId, permissions: ["purge"] });
  expect(await listGroupsOf(mira, noor.memberId)).toEqual([]);
  expect((await listEvents(mira)).rows[0]?.after).toMatchObject({ leftGroups: ["Noor Haddad: Press"] });
});

test("plans: none of one's own on Free, none for shared media alone below Enterprise", async () => {
  const restricted = { name: "Guests", description: "", permissions: ["media_shared" as const] };
  const pro = asSystem(await makeAccount({ plan: "pro" }));
  await expect(createRole(pro, restricted)).rejects.toMatchObject({ code: "forbidden" });
  const { id: roleId } = await createRole(pro, { ...restricted, permissions: ["media_shared", "media_browse"] });
  await expect(editRole(pro, { roleId, permissions: ["media_shared"] })).rejects.toMatchObject({ code: "forbidden" });
  const free = asSystem(await makeAccount({ plan: "free" }));
  await expect(createRole(free, { ...restricted, permissions: ["purge"] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("roles of another account do not exist", async () => {
  const { roleId } = await studioWithEditor();
  const { mira } = await makeStudio();
  for (const attempt of [
    () => findRole(mira, roleId),
    () => editRole(mira, { roleId, name: "Mine" }),
    () => deleteRole(mira, { roleId, moveTo: null }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("role") });
});

test.each(["dana", "priya"] as const)("%s may neither see nor change roles", async (name) => {
  const studio = await makeStudio();
  const actor = studio[name];
  for (const [attempt, operation] of [
    [() => listRoles(actor), "roles.view"],
    [() => createRole(actor, { name: "Mine", description: "", permissions: ["purge"] }), "roles.create"],
    [() => editRole(actor, { roleId: "rol_1", name: "Mine" }), "roles.edit"],
    [() => deleteRole(actor, { roleId: "rol_1" }), "roles.delete"],
  ] as const)
    await expect(attempt()).rejects.toMatchObject({
      code: "forbidden",
      details: { operation, missingPermissions: ["account_admin"] },
    });
});
