import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { countUse, flushUses } from "@/lib/api-keys/commands/count-use";
import { editKey } from "@/lib/api-keys/commands/edit-key";
import { narrowKey } from "@/lib/api-keys/commands/narrow-key";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { DAY_MS } from "@/lib/day";
import type { Permission } from "@/lib/permissions/permissions";
import { age, asKey, makeKey } from "@/lib/testing/keys";
import { asMember, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const carried = async (keyId: string) => (await findKey(studio.mira, keyId)).permissions;

test("an edit changes what is named and leaves the rest", async () => {
  const { id } = await makeKey(studio.dana, ["purge"], { rateLimit: 60 });
  await editKey(studio.dana, { keyId: id, name: "renamed", permissions: ["purge", "sources"] });
  expect(await findKey(studio.dana, id)).toMatchObject({
    name: "renamed",
    permissions: ["purge", "sources"],
    rateLimit: 60,
  });
  await editKey(studio.dana, { keyId: id, rateLimit: null });
  expect(await findKey(studio.dana, id)).toMatchObject({ name: "renamed", rateLimit: null });
});

test("nobody adds what they lack, and an administrator not what the owner lacks", async () => {
  const { id } = await makeKey(studio.dana, ["purge"]);
  const admin: Permission[] = ["purge", "account_admin"];
  await expect(editKey(studio.dana, { keyId: id, permissions: admin })).rejects.toMatchObject({
    code: "forbidden",
    details: { missingPermissions: ["account_admin"] },
  });
  await expect(editKey(studio.mira, { keyId: id, permissions: admin })).rejects.toThrow(
    "A key never has more than its owner: Dana Kessler lacks Account Admin.",
  );
  expect(await carried(id)).toEqual(["purge"]);
});

test("a dormant permission stays through an edit and is not given anew once taken", async () => {
  const nils = await joinAccount(studio.account, { role: "developer", grants: ["billing"] });
  const { id } = await makeKey(nils, ["billing", "purge"]);
  await systemDb().execute(sql`update permission_grants set ended_at = now() where member_id = ${nils.memberId}`);
  const now = await asMember(studio.account, nils.memberId);
  await editKey(now, { keyId: id, permissions: ["billing", "purge", "sources"] });
  expect(await carried(id)).toEqual(["billing", "purge", "sources"]);
  await editKey(now, { keyId: id, permissions: ["purge"] });
  await expect(editKey(now, { keyId: id, permissions: ["billing", "purge"] })).rejects.toMatchObject({
    code: "forbidden",
  });
});

test("another person's key does not exist, an administrator's reach is any", async () => {
  const { id } = await makeKey(studio.dana, []);
  await expect(editKey(studio.ryo, { keyId: id, name: "mine" })).rejects.toMatchObject({ code: "not_found" });
  await expect(editKey(studio.mira, { keyId: id, name: "theirs" })).resolves.toBeUndefined();
});

test("a limited key cannot free itself or another of its limits", async () => {
  const made = await makeKey(studio.mira, ["account_admin"], { ipRanges: ["203.0.113.0/24"] });
  const free = await makeKey(studio.mira, ["account_admin"]);
  const key = await asKey(made);
  await expect(editKey(key, { keyId: free.id, name: "hijacked" })).rejects.toMatchObject({ code: "forbidden" });
  await editKey(key, { keyId: made.id, ipRanges: null });
  expect(await findKey(studio.mira, made.id)).toMatchObject({ ipRanges: ["203.0.113.0/24"] });
});

test("an ended key is not changed", async () => {
  const { id } = await makeKey(studio.dana, []);
  await systemDb().execute(sql`update api_keys set expires_at = now() where id = ${id}`);
  const later = new Date(Date.now() + DAY_MS);
  await expect(editKey(studio.dana, { keyId: id, expiresAt: later })).rejects.toMatchObject({ code: "conflict" });
});

async function use(keyId: string, ...operations: string[]) {
  const use = { accountId: studio.account.id, keyId, refused: false, ip: null, path: "GET /" };
  for (const operation of operations) countUse({ ...use, operation });
  await flushUses();
}

test("one click takes what was not used in 90 days, and an edit brings it back", async () => {
  const { id } = await makeKey(studio.dana, ["media_edit", "purge", "sources"]);
  await age({ id }, 100);
  await use(id, "media.view", "purge.run");
  expect((await findKey(studio.dana, id)).unused).toEqual(["sources", "media_edit"]);
  const { before, after } = await narrowKey(studio.dana, { keyId: id });
  expect(after).toEqual(["purge", "media_browse"]);
  expect(await carried(id)).toEqual(["media_browse", "purge"]);
  await editKey(studio.dana, { keyId: id, permissions: before });
  expect(await carried(id)).toEqual(["media_edit", "purge", "sources"]);
});

test("a young key is not blamed for what it has not used yet, nor is a refused use one", async () => {
  const young = await makeKey(studio.dana, ["purge"]);
  expect((await findKey(studio.dana, young.id)).unused).toEqual([]);
  await expect(narrowKey(studio.dana, { keyId: young.id })).rejects.toMatchObject({ code: "conflict" });
  const old = await makeKey(studio.dana, ["purge"]);
  await age(old, 91);
  countUse({
    accountId: studio.account.id,
    keyId: old.id,
    operation: "purge.run",
    refused: true,
    ip: null,
    path: "",
  });
  await flushUses();
  expect((await findKey(studio.dana, old.id)).unused).toEqual(["purge"]);
});
