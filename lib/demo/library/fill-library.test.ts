import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { CAST } from "@/lib/demo/cast";
import { fillDemoLibrary } from "@/lib/demo/library/fill-library";
import { SERIES } from "@/lib/demo/library/story";
import { seedDemo } from "@/lib/demo/seed/seed-demo";
import { filesSearch } from "@/lib/media/input/search";
import { listFiles } from "@/lib/media/queries/list-files";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { useDataFolder } from "@/lib/testing/data-folder";
import { asMember } from "@/lib/testing/studio";

useTestDatabase();
useDataFolder();

const person = async (email: string) => {
  const [row] = await systemDb().execute<{ memberId: string } & ActorAccount>(sql`
    select m.id as "memberId", a.id, a.slug, a.name, a.plan from members m join accounts a on a.id = m.account_id
    where m.email = ${email} and a.slug = 'northlight'`);
  if (!row) throw new Error(`There is nobody at ${email}.`);
  const { memberId, ...account } = row;
  return asMember(account, memberId);
};
const found = async (email: string, q: string) =>
  (await listFiles(await person(email), filesSearch.parse({ q }))).total.count;

beforeAll(async () => {
  await seedDemo(process.env.DATABASE_URL ?? "");
  await fillDemoLibrary(SERIES.map((series) => ({ ...series, count: 2 })));
});

test("the library has pictures that are found by what is said of them", async () => {
  expect(await found(CAST.mira.email, "tag:lisbon usage:Editorial")).toBe(2);
  expect(await found(CAST.mira.email, "type:vector")).toBe(2);
});

test("Jonah sees what is shared with him, and nothing else", async () => {
  const { folders, collections } = await sharedWithMe(await person(CAST.jonah.email));
  expect(folders.map(({ name, level }) => [name, level])).toEqual([
    ["2026-09 Lisbon", "contribute"],
    ["Spring 2027 launch", "view"],
  ]);
  expect(collections.map(({ name }) => name)).toEqual(["Press kit 2026"]);
  expect(await found(CAST.jonah.email, "tag:tableware")).toBe(0);
});

test("filling it again changes nothing", async () => {
  const before = await found(CAST.mira.email, "");
  await fillDemoLibrary();
  expect(await found(CAST.mira.email, "")).toBe(before);
});
