import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import { whoCan } from "@/lib/access/queries/who-can";
import { CAST_NAMES } from "@/lib/demo/cast";
import { canEver } from "@/lib/permissions/can";
import { OPERATION_IDS } from "@/lib/permissions/operations";
import { holds, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { createRole } from "@/lib/roles/commands/create-role";
import { makeKey } from "@/lib/testing/keys";
import { asMember, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
  await systemDb().execute(sql`insert into suspensions (account_id, id, member_id, started_by)
    values (${studio.account.id}, ${newId("suspension")}, ${studio.ryo.memberId}, 'system')`);
});

test("who can purge: people with what gives it to them, and their keys", async () => {
  const { mira, dana, account } = studio;
  const { id: role } = await createRole(mira, { name: "Cache keeper", description: "", permissions: ["purge"] });
  const noor = await joinAccount(account, { role, grants: ["purge"] });
  const { id } = await makeKey(dana, ["purge"]);
  await makeKey(dana, ["billing"]);
  const answer = await whoCan(mira, { operation: "purge.run" });
  expect(answer.people.map(({ name }) => name)).toEqual(["Dana Kessler", "Mira Okafor", "Noor Haddad", "Tomás Brandt"]);
  expect(answer.total).toBe(4);
  expect(answer.people.find((person) => person.id === noor.memberId)?.from.map(({ name }) => name)).toEqual([
    "Cache keeper",
    "The single permission Purge",
  ]);
  expect(answer.keys).toEqual([{ id, name: "ci-deploy", ownerId: dana.memberId, ownerName: "Dana Kessler" }]);
});

test("for each operation and permission those found are those who are let in", async () => {
  const people = await Promise.all(CAST_NAMES.map((name) => asMember(studio.account, studio[name].memberId)));
  const cast = new Set(people.map(({ memberId }) => memberId));
  const found = async (question: Parameters<typeof whoCan>[1]) =>
    (await whoCan(studio.mira, question)).people.filter(({ id }) => cast.has(id)).map(({ name }) => name);
  const sorted = (actors: typeof people) => actors.map(({ name }) => name).toSorted();
  for (const operation of OPERATION_IDS)
    expect([operation, (await found({ operation })).toSorted()]).toEqual([
      operation,
      sorted(people.filter((actor) => canEver(actor, operation))),
    ]);
  for (const permission of PERMISSION_IDS)
    expect((await found({ permission })).toSorted()).toEqual(
      sorted(people.filter((actor) => holds(actor.permissions, permission))),
    );
});

test.each(["dana", "jonah"] as const)("%s may not ask", async (name) => {
  await expect(whoCan(studio[name], { operation: "purge.run" })).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "access.explainAnyone" },
  });
});
