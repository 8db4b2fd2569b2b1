import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { isSecret } from "@/lib/api-keys/rules/secret";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { DAY_MS } from "@/lib/day";
import { closureOf, isWithin, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { asKey, makeKey, ORIGIN } from "@/lib/testing/keys";
import { asSystem, joinAccount, makeAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("a secret is told once and kept as its hash alone", async () => {
  const { id, secret } = await makeKey(studio.dana, ["purge"]);
  expect(isSecret(secret)).toBe(true);
  const [row] = await systemDb().execute(
    sql`select row_to_json(k)::text || (select json_agg(e)::text from audit_events e) as all from api_keys k where id = ${id}`,
  );
  expect(row?.all).not.toContain(secret);
  expect(row?.all).not.toContain(secret.slice(12));
});

test("nobody makes a key that carries what they lack; the refusal names it", async () => {
  await expect(makeKey(studio.priya, ["billing", "purge"])).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "apiKeys.create", missingPermissions: ["purge"] },
  });
  await expect(makeKey(studio.sofia, ["media_edit"])).rejects.toMatchObject({ code: "forbidden" });
  await expect(makeKey(studio.jonah, [])).resolves.toMatchObject({ id: expect.stringMatching(/^key_/) });
});

test("for every person and every permission, what they can put into a key is what they hold", async () => {
  const people = [studio.mira, studio.dana, studio.lea, studio.sofia, studio.jonah, studio.priya];
  for (const person of people)
    for (const permission of PERMISSION_IDS) {
      const made = await makeKey(person, [permission]).then(
        () => true,
        () => false,
      );
      expect([person.name, permission, made]).toEqual([
        person.name,
        permission,
        isWithin(closureOf([permission]), person.permissions),
      ]);
    }
});

test("the account's limit of days binds; without an end it is refused", async () => {
  const account = await makeAccount();
  const nils = await joinAccount(account, { role: "developer" });
  await systemDb().execute(sql`update accounts set key_days = 30 where id = ${account.id}`);
  const inDays = (days: number) => new Date(Date.now() + days * DAY_MS);
  await expect(makeKey(nils, [])).rejects.toMatchObject({
    code: "invalid",
    details: { fields: [{ path: "expiresAt" }] },
  });
  await expect(makeKey(nils, [], { expiresAt: inDays(31) })).rejects.toMatchObject({ code: "invalid" });
  await expect(makeKey(nils, [], { expiresAt: inDays(-1) })).rejects.toMatchObject({ code: "invalid" });
  await expect(makeKey(nils, [], { expiresAt: inDays(29) })).resolves.toBeDefined();
});

test("fifty at once never make more keys than the plan has", async () => {
  const account = await makeAccount({ plan: "free" });
  const nils = await joinAccount(account, { role: "account_administrator" });
  const made = await Promise.allSettled(Array.from({ length: 50 }, () => makeKey(nils, [])));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
});

test("a key without Account Admin makes no keys", async () => {
  const key = await asKey(await makeKey(studio.dana, ["media_edit", "purge"]));
  await expect(createKey(key, { name: "child", permissions: [] })).rejects.toMatchObject({
    code: "forbidden",
    details: { missingPermissions: ["account_admin"] },
  });
});

test("what a key makes belongs to its owner and reaches no further than itself", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const parent = await asKey(
    await makeKey(studio.mira, ["account_admin"], { expiresAt, ipRanges: ["203.0.113.0/24"], rateLimit: 100 }),
  );
  const child = await createKey(parent, { name: "child", permissions: ["purge"] });
  expect(await findKey(studio.mira, child.id)).toMatchObject({
    owner: { id: studio.mira.memberId },
    ipRanges: ["203.0.113.0/24"],
    rateLimit: 100,
    expiresAt: expect.stringContaining(expiresAt.toISOString().slice(0, 19)),
  });
  for (const wider of [
    { ipRanges: ["0.0.0.0/0"] },
    { rateLimit: 101 },
    { expiresAt: new Date(expiresAt.getTime() + 1000) },
  ])
    await expect(createKey(parent, { name: "wider", permissions: [], ...wider })).rejects.toMatchObject({
      code: "forbidden",
    });
});

test("the system makes a key for a person, never beyond them", async () => {
  const system = asSystem(studio.account);
  const { secret } = await createKey(system, { name: "for Dana", permissions: ["sources"] }, studio.dana.memberId);
  expect((await verifyKey(secret, ORIGIN)).actor).toMatchObject({ memberId: studio.dana.memberId });
  await expect(
    createKey(system, { name: "too much", permissions: ["account_admin"] }, studio.dana.memberId),
  ).rejects.toMatchObject({ code: "forbidden" });
});
