import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { rotateKey } from "@/lib/api-keys/commands/rotate-key";
import { resumeKey, suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { eventsAbout } from "@/lib/testing/audit";
import { asKey, makeKey } from "@/lib/testing/keys";
import { makeAccount, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("with a grace both secrets work, and the old one stops when said", async () => {
  const old = await makeKey(studio.dana, ["purge"], { rateLimit: 60 });
  const fresh = await rotateKey(studio.dana, { keyId: old.id, grace: "PT15M" });
  expect(await asKey(old)).toMatchObject({ key: { id: old.id } });
  expect(await asKey(fresh)).toMatchObject({ key: { id: fresh.id, permissions: ["purge"], rateLimit: 60 } });
  const before = await findKey(studio.dana, old.id);
  expect(before).toMatchObject({ status: "rotating", replacedById: fresh.id });
  const grace = new Date(before.expiresAt ?? 0).getTime() - Date.now();
  expect(grace).toBeGreaterThan(14 * 60_000);
  expect(grace).toBeLessThan(16 * 60_000);

  await systemDb().execute(sql`update api_keys set expires_at = now() where id = ${old.id}`);
  await expect(asKey(old)).rejects.toThrow("a new key has taken its place");
  expect(await findKey(studio.dana, old.id)).toMatchObject({ status: "rotated", can: { revoke: false } });
});

test("without a grace the old secret stops at once", async () => {
  const old = await makeKey(studio.dana, []);
  await rotateKey(studio.dana, { keyId: old.id, grace: "PT0S" });
  await expect(asKey(old)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a grace never makes a key live longer, and the new one lives as long again", async () => {
  const expiresAt = new Date(Date.now() + 3_600_000);
  const old = await makeKey(studio.dana, [], { expiresAt });
  const fresh = await rotateKey(studio.dana, { keyId: old.id, grace: "P7D" });
  const [was, is] = [await findKey(studio.dana, old.id), await findKey(studio.dana, fresh.id)];
  expect(Math.abs(new Date(was.expiresAt ?? 0).getTime() - expiresAt.getTime())).toBeLessThan(1000);
  expect(new Date(is.expiresAt ?? 0).getTime()).toBeGreaterThanOrEqual(expiresAt.getTime() - 1000);
});

test("a key is replaced once, though ten ask at the same time; and when the plan is full", async () => {
  const account = await makeAccount({ plan: "free" });
  const nils = await joinAccount(account, { role: "account_administrator" });
  const keys = await Promise.all(Array.from({ length: 5 }, () => makeKey(nils, [])));
  const [old] = keys;
  const all = await Promise.allSettled(
    Array.from({ length: 10 }, () => rotateKey(nils, { keyId: old?.id ?? "", grace: "PT1H" })),
  );
  expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a key that may do more than the asking one is not revealed to it", async () => {
  const wide = await makeKey(studio.mira, ["account_admin"]);
  const narrow = await asKey(await makeKey(studio.mira, ["account_admin"], { ipRanges: ["203.0.113.7"] }));
  await expect(rotateKey(narrow, { keyId: wide.id, grace: "PT0S" })).rejects.toMatchObject({ code: "forbidden" });
});

test("suspended it is refused, resumed it works; each once", async () => {
  const key = await makeKey(studio.dana, []);
  await suspendKey(studio.dana, { keyId: key.id });
  await expect(asKey(key)).rejects.toThrow("Refused until someone resumes it");
  await expect(suspendKey(studio.dana, { keyId: key.id })).rejects.toMatchObject({ code: "conflict" });
  await expect(rotateKey(studio.dana, { keyId: key.id, grace: "PT0S" })).rejects.toMatchObject({ code: "conflict" });
  await resumeKey(studio.dana, { keyId: key.id });
  await expect(asKey(key)).resolves.toBeDefined();
  await expect(resumeKey(studio.dana, { keyId: key.id })).rejects.toMatchObject({ code: "conflict" });
});

test("revoked it is refused for good", async () => {
  const key = await makeKey(studio.dana, []);
  await revokeKey(studio.mira, { keyId: key.id });
  await expect(asKey(key)).rejects.toThrow("Refused for good");
  for (const again of [
    () => revokeKey(studio.mira, { keyId: key.id }),
    () => suspendKey(studio.mira, { keyId: key.id }),
    () => rotateKey(studio.mira, { keyId: key.id, grace: "PT0S" }),
  ])
    await expect(again()).rejects.toMatchObject({ code: "conflict" });
  expect(await findKey(studio.mira, key.id)).toMatchObject({ status: "revoked", can: { edit: false, resume: false } });
});

test("what belongs to someone else does not exist", async () => {
  const key = await makeKey(studio.dana, []);
  for (const attempt of [
    () => revokeKey(studio.ryo, { keyId: key.id }),
    () => suspendKey(studio.ryo, { keyId: key.id }),
    () => resumeKey(studio.ryo, { keyId: key.id }),
    () => rotateKey(studio.ryo, { keyId: key.id, grace: "PT0S" }),
    () => findKey(studio.ryo, key.id),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
});

test("every change is recorded with who and what", async () => {
  const key = await makeKey(studio.dana, []);
  await suspendKey(studio.dana, { keyId: key.id });
  await resumeKey(studio.dana, { keyId: key.id });
  await rotateKey(studio.dana, { keyId: key.id, grace: "PT1H" });
  await revokeKey(studio.mira, { keyId: key.id });
  const dana = studio.dana.memberId;
  expect(await eventsAbout(key.id)).toMatchObject([
    { actorId: dana, operation: "apiKeys.create" },
    { actorId: dana, operation: "apiKeys.suspend" },
    { actorId: dana, operation: "apiKeys.suspend" },
    { actorId: dana, operation: "apiKeys.rotate" },
    { actorId: studio.mira.memberId, operation: "apiKeys.revoke" },
  ]);
});
