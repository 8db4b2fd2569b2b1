import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { historyOf } from "@/lib/audit/queries/list-events";
import { createGroup } from "@/lib/groups/commands/create-group";
import { deleteGroup } from "@/lib/groups/commands/delete-group";
import { editGroup } from "@/lib/groups/commands/edit-group";
import { endGroupMemberships } from "@/lib/groups/commands/end-group-memberships";
import { addGroupMembers, removeGroupMembers, setGroupMembers } from "@/lib/groups/commands/set-group-members";
import { findGroup, listGroups, listGroupsOf } from "@/lib/groups/queries";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { lockAccount } from "@/lib/users/queries/lock-account";

useTestDatabase();

const pressOf = ({ mira, jonah, lea }: Studio) =>
  createGroup(mira, { name: "Press", description: "Who talks to papers", memberIds: [jonah.memberId, lea.memberId] });

const namesIn = async (studio: Studio, groupId: string) =>
  (await findGroup(studio.mira, groupId)).members.map((member) => member.name);

const setPlan = (studio: Studio, plan: string) =>
  systemDb().execute(sql`update accounts set plan = ${plan} where id = ${studio.account.id}`);

test("a new group holds its people and is recorded", async () => {
  const studio = await makeStudio();
  const { id } = await pressOf(studio);
  expect(await listGroups(studio.mira)).toMatchObject([
    {
      id,
      name: "Press",
      memberCount: 2,
      firstMembers: [{ name: "Jonah Whitfield" }, { name: "Léa Arnaud" }],
      can: { edit: true, delete: true },
    },
  ]);
  expect(await listGroupsOf(studio.mira, studio.jonah.memberId)).toMatchObject([{ id, name: "Press" }]);
  const [event] = (await historyOf(studio.mira, id)).rows;
  expect(event).toMatchObject({ operation: "groups.create", target: { kind: "group", name: "Press" } });
  expect(event?.changes).toContainEqual(
    expect.objectContaining({ label: "Members", added: ["Jonah Whitfield", "Léa Arnaud"] }),
  );
});

test("people come and go; who went is kept", async () => {
  const studio = await makeStudio();
  const { mira, jonah, lea, sofia, ryo } = studio;
  const { id: groupId } = await pressOf(studio);

  expect(await addGroupMembers(mira, { groupId, memberIds: [sofia.memberId, lea.memberId] })).toEqual({
    added: 1,
    removed: 0,
  });
  expect(await removeGroupMembers(mira, { groupId, memberIds: [jonah.memberId, ryo.memberId] })).toEqual({
    added: 0,
    removed: 1,
  });
  expect(await namesIn(studio, groupId)).toEqual(["Léa Arnaud", "Sofia Vance"]);
  expect(await setGroupMembers(mira, { groupId, memberIds: [ryo.memberId] })).toEqual({ added: 1, removed: 2 });

  const [event] = (await historyOf(mira, groupId)).rows;
  expect(event?.changes).toMatchObject([{ added: ["Ryo Ishikawa"], removed: ["Léa Arnaud", "Sofia Vance"] }]);
  const ended = await systemDb().execute(
    sql`select ended_by, end_reason from group_members where account_id = ${studio.account.id} and member_id = ${jonah.memberId}`,
  );
  expect([...ended]).toEqual([{ ended_by: mira.memberId, end_reason: "taken out" }]);
});

test("a change that changes nothing is not recorded", async () => {
  const studio = await makeStudio();
  const { id: groupId } = await pressOf(studio);
  await addGroupMembers(studio.mira, { groupId, memberIds: [studio.lea.memberId] });
  await editGroup(studio.mira, { groupId, name: "Press" });
  expect((await historyOf(studio.mira, groupId)).rows).toHaveLength(1);
});

test("a name belongs to one group, whatever its capitals, until that is deleted", async () => {
  const studio = await makeStudio();
  const { mira } = studio;
  const { id: groupId } = await pressOf(studio);
  const again = { name: "PRESS", description: "", memberIds: [] };
  await expect(createGroup(mira, again)).rejects.toMatchObject({
    code: "conflict",
    details: { fields: [{ path: "name" }] },
  });
  await editGroup(mira, { groupId, description: "Newspapers" });
  await deleteGroup(mira, groupId);
  await createGroup(mira, again);
  expect(await listGroupsOf(mira, studio.jonah.memberId)).toEqual([]);
});

test("people and groups of another account do not exist, and nothing is left half done", async () => {
  const studio = await makeStudio();
  const other = await makeStudio();
  const { id: groupId } = await pressOf(other);
  const foreign = { name: "Mixed", description: "", memberIds: [studio.lea.memberId, other.lea.memberId] };
  await expect(createGroup(studio.mira, foreign)).rejects.toMatchObject({ code: "not_found" });
  expect(await listGroups(studio.mira)).toEqual([]);
  for (const attempt of [
    () => findGroup(studio.mira, groupId),
    () => deleteGroup(studio.mira, groupId),
    () => editGroup(studio.mira, { groupId, name: "Mine" }),
    () => setGroupMembers(studio.mira, { groupId, memberIds: [] }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found", message: expect.stringContaining("group") });
});

test("groups need Enterprise; after a downgrade they can be emptied and deleted", async () => {
  const studio = await makeStudio();
  const { mira, lea, ryo } = studio;
  const { id: groupId } = await pressOf(studio);
  await setPlan(studio, "pro");
  for (const attempt of [
    () => createGroup(mira, { name: "More", description: "", memberIds: [] }),
    () => addGroupMembers(mira, { groupId, memberIds: [ryo.memberId] }),
    () => editGroup(mira, { groupId, name: "More" }),
  ])
    await expect(attempt()).rejects.toMatchObject({
      code: "forbidden",
      message: expect.stringContaining("Enterprise"),
    });
  await removeGroupMembers(mira, { groupId, memberIds: [lea.memberId] });
  expect(await namesIn(studio, groupId)).toEqual(["Jonah Whitfield"]);
  await deleteGroup(mira, groupId);
});

test("whoever loses the library leaves every group", async () => {
  const studio = await makeStudio();
  const { mira, jonah } = studio;
  await pressOf(studio);
  await createGroup(mira, { name: "Archive", description: "", memberIds: [jonah.memberId] });
  const left = await withAccount(studio.account.id, async (tx) =>
    endGroupMemberships(tx, await lockAccount(tx, mira, "users.edit"), [jonah.memberId], "lost the library"),
  );
  expect(left.map(({ group }) => group).toSorted()).toEqual(["Archive", "Press"]);
  expect(await listGroupsOf(mira, jonah.memberId)).toEqual([]);
});

test.each(["dana", "lea", "priya"] as const)("%s may neither see nor change groups", async (name) => {
  const studio = await makeStudio();
  const { id: groupId } = await pressOf(studio);
  const actor = studio[name];
  for (const [attempt, operation] of [
    [() => listGroups(actor), "groups.view"],
    [() => findGroup(actor, groupId), "groups.view"],
    [() => listGroupsOf(actor, actor.memberId), "groups.view"],
    [() => createGroup(actor, { name: "Mine", description: "", memberIds: [] }), "groups.create"],
    [() => editGroup(actor, { groupId, name: "Mine" }), "groups.edit"],
    [() => setGroupMembers(actor, { groupId, memberIds: [] }), "groups.edit"],
    [() => deleteGroup(actor, groupId), "groups.delete"],
  ] as const)
    await expect(attempt()).rejects.toMatchObject({
      code: "forbidden",
      details: { operation, missingPermissions: ["account_admin"] },
    });
});
