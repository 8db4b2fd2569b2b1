import { expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { makeStudio } from "@/lib/testing/studio";
import { suspendUsers } from "@/lib/users/commands/suspend-users";
import { listSuccessors } from "@/lib/users/queries/list-successors";

useTestDatabase();

test("whoever holds what the keys carry can take them over, and nobody else", async () => {
  const studio = await makeStudio();
  const { mira, dana, ryo, tomas } = studio;
  await createKey(dana, { name: "ci-deploy", permissions: ["purge", "sources"] });
  const namesOf = async (q?: string) =>
    (await listSuccessors(mira, { memberId: dana.memberId, q })).rows.map(({ name }) => name);
  expect(await namesOf()).toEqual([mira.name, ryo.name, tomas.name]);
  expect(await namesOf("RYO")).toEqual([ryo.name]);
  await suspendUsers(mira, { memberIds: [ryo.memberId] });
  expect(await namesOf()).toEqual([mira.name, tomas.name]);
});

test("keys that carry nothing can go to anyone who is active", async () => {
  const { mira, priya } = await makeStudio();
  const { rows, total } = await listSuccessors(mira, { memberId: priya.memberId });
  expect(rows).toHaveLength(7);
  expect(total).toBe(7);
});

test("only administrators ask", async () => {
  const { dana, ryo } = await makeStudio();
  await expect(listSuccessors(dana, { memberId: ryo.memberId })).rejects.toThrow("Account Admin");
});
