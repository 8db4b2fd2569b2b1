import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findLatestEnd } from "@/lib/api-keys/queries/latest-end";
import { listKeyOwners } from "@/lib/api-keys/queries/list-key-owners";
import { DAY_MS } from "@/lib/day";
import { asKey, makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

test("administrators learn who owns keys; everyone else sees their own and needs no names", async () => {
  const narrow = await makeKey(studio.ryo, ["sources"]);
  await makeKey(studio.dana, ["purge"]);
  await makeKey(studio.dana, ["purge"]);
  await makeKey((await makeStudio()).mira, []);
  expect((await listKeyOwners(studio.mira)).map(({ id }) => id)).toEqual([studio.dana.memberId, studio.ryo.memberId]);
  expect(await listKeyOwners(studio.dana)).toEqual([]);
  expect(await listKeyOwners(await asKey(narrow))).toEqual([]);
});

test("the last moment that a key may end follows the account's policy, counted from its beginning", async () => {
  expect(await findLatestEnd(studio.dana)).toBeNull();
  await systemDb().execute(sql`update accounts set key_days = 30 where id = ${studio.account.id}`);
  const inDays = ((await findLatestEnd(studio.dana))?.getTime() ?? 0) - Date.now();
  expect(inDays / DAY_MS).toBeCloseTo(30, 1);
  expect(await findLatestEnd(studio.dana, new Date("2026-01-01T00:00:00Z"))).toEqual(new Date("2026-01-31T00:00:00Z"));
});

test("a key cannot ask for what only a form needs", async () => {
  const key = await asKey(await makeKey((await makeStudio()).dana, ["purge"]));
  await expect(findLatestEnd(key)).rejects.toMatchObject({ code: "forbidden" });
});
