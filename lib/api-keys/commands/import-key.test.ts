import { beforeAll, expect, test } from "vitest";
import { withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { importKey } from "@/lib/api-keys/commands/import-key";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { closureOf } from "@/lib/permissions/permissions";
import { ORIGIN } from "@/lib/testing/keys";
import { asSystem, makeStudio, type Studio } from "@/lib/testing/studio";
import { hashToken } from "@/lib/tokens";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const LEGACY = "ak_3f1c9b2e7d504a68b1c2d3e4f5a6978800112233";

const take = (key: { secretHash: string; ownerId: string }) =>
  withAccount(studio.account.id, (tx) => importKey(tx, asSystem(studio.account), { name: "legacy", ...key }));

test("a client of an imported key notices nothing: its secret works, with all permissions", async () => {
  const key = { secretHash: hashToken(LEGACY).toUpperCase(), ownerId: studio.mira.memberId };
  expect(await take(key)).toMatch(/^key_/);
  expect(await take(key)).toBeNull();
  const { actor, refused } = await verifyKey(LEGACY, ORIGIN);
  expect(refused).toBeNull();
  expect(actor).toMatchObject({ permissions: closureOf(["account_admin"]), memberId: studio.mira.memberId });
});

test("its owner is an administrator, and what is imported is a hash", async () => {
  const secretHash = hashToken("another-legacy-secret");
  await expect(take({ secretHash, ownerId: studio.dana.memberId })).rejects.toMatchObject({ code: "forbidden" });
  await expect(take({ secretHash: LEGACY, ownerId: studio.mira.memberId })).rejects.toMatchObject({ code: "invalid" });
});
