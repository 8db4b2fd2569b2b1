import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import { explainAccess } from "@/lib/access/queries/explain-access";
import { can } from "@/lib/permissions/can";
import { OPERATION_IDS } from "@/lib/permissions/operations";
import { asKey, makeKey } from "@/lib/testing/keys";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("an answer names what gives the permission", async () => {
  const { mira, dana } = studio;
  const asked = { actor: { memberId: dana.memberId }, operation: "billing.view" } as const;
  expect(await explainAccess(mira, asked)).toMatchObject({
    allowed: true,
    path: [{ kind: "grant", says: "The single permission Billing gives Billing." }],
    smallestGrant: null,
  });
  expect(await explainAccess(mira, { ...asked, operation: "purge.run" })).toMatchObject({
    allowed: true,
    path: [{ kind: "role", id: "developer", name: "Developer" }],
  });
});

test("a no names the least that would turn it", async () => {
  const { mira, sofia } = studio;
  expect(await explainAccess(mira, { actor: { memberId: sofia.memberId }, operation: "media.upload" })).toMatchObject({
    allowed: false,
    missing: ["media_edit"],
    smallestGrant: "media_edit",
  });
});

test("the answers agree with what is decided, operation by operation", async () => {
  for (const name of ["mira", "dana", "jonah", "priya"] as const)
    for (const operation of OPERATION_IDS) {
      const actor = { memberId: studio[name].memberId };
      const { allowed } = await explainAccess(studio.mira, { actor, operation });
      expect([name, operation, allowed]).toEqual([
        name,
        operation,
        can(studio[name], operation as "apiKeys.view", { ownerId: studio[name].memberId }),
      ]);
    }
});

test("a key is explained with its owner, and with what it lacks itself", async () => {
  const { mira, dana, account } = studio;
  const made = await makeKey(dana, ["purge", "billing"]);
  const key = await asKey(made);
  const asked = { actor: { apiKeyId: key.key.id }, operation: "purge.run" } as const;
  expect(await explainAccess(mira, asked)).toMatchObject({
    allowed: true,
    path: [{ kind: "role" }, { kind: "key", says: "ci-deploy carries Purge." }],
  });
  expect(await explainAccess(mira, { ...asked, operation: "sources.view" })).toMatchObject({ allowed: false });
  await systemDb().execute(sql`insert into api_key_suspensions (account_id, id, key_id, started_by)
    values (${account.id}, ${newId("keySuspension")}, ${key.key.id}, 'system')`);
  expect(await explainAccess(mira, asked)).toMatchObject({ allowed: false, path: [{ kind: "status" }] });
});

test("what reaches only one's own is asked about one thing", async () => {
  const { mira, dana, ryo } = studio;
  const { id } = await makeKey(ryo, ["purge"]);
  const asked = { actor: { memberId: dana.memberId }, operation: "apiKeys.revoke" } as const;
  expect(await explainAccess(mira, { ...asked, resource: { apiKeyId: id } })).toMatchObject({ allowed: false });
  expect(await explainAccess(mira, asked)).toMatchObject({ allowed: true });
});

test("anyone may ask about themselves and their keys, and about nobody else", async () => {
  const { jonah, dana } = studio;
  const { id } = await makeKey(jonah, ["media_shared"]);
  const operation = "media.view";
  expect(await explainAccess(jonah, { actor: { memberId: jonah.memberId }, operation })).toBeDefined();
  expect(await explainAccess(jonah, { actor: { apiKeyId: id }, operation })).toBeDefined();

  const answers = [
    { memberId: dana.memberId },
    { memberId: "mem_unknown" },
    { memberId: (await joinAccount((await makeStudio()).account)).memberId },
  ].map((actor) => explainAccess(jonah, { actor, operation }).catch(String));
  expect(new Set(await Promise.all(answers)).size).toBe(1);
  await expect(explainAccess(dana, { actor: { apiKeyId: id }, operation })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    explainAccess(dana, { actor: { memberId: dana.memberId }, operation: "apiKeys.view", resource: { apiKeyId: id } }),
  ).rejects.toMatchObject({ code: "not_found" });
});
