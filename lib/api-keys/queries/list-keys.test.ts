import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { KEY_SORTS, keysSearch } from "@/lib/api-keys/input";
import { findKey } from "@/lib/api-keys/queries/find-key";
import { listKeys } from "@/lib/api-keys/queries/list-keys";
import { can } from "@/lib/permissions/can";
import type { Permission } from "@/lib/permissions/permissions";
import { asKey, makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
const all: { id: string; ownerId: string }[] = [];

beforeAll(async () => {
  studio = await makeStudio();
  const wanted: [keyof Omit<Studio, "account">, Permission[]][] = [
    ["mira", ["account_admin"]],
    ["dana", ["purge", "media_edit"]],
    ["dana", ["billing"]],
    ["ryo", ["sources"]],
    ["sofia", []],
  ];
  for (const [name, permissions] of wanted) {
    const { id } = await makeKey(studio[name], permissions, { name: `Key of ${name}` });
    all.push({ id, ownerId: studio[name].memberId });
  }
  const foreign = await makeStudio();
  await makeKey(foreign.mira, []);
});

const list = async (actor: Parameters<typeof listKeys>[0], search: object = {}) =>
  listKeys(actor, keysSearch.parse(search));

const ids = ({ rows }: { rows: { id: string }[] }) => rows.map(({ id }) => id).toSorted();

test("the list holds exactly the keys that the check allows, for everyone", async () => {
  for (const actor of [studio.mira, studio.tomas, studio.dana, studio.ryo, studio.sofia, studio.jonah]) {
    const visible = all.filter((key) => can(actor, "apiKeys.view", key)).map(({ id }) => id);
    const page = await list(actor);
    expect([actor.name, ...ids(page)]).toEqual([actor.name, ...visible.toSorted()]);
    expect(page.total).toBe(visible.length);
    for (const { id } of all) {
      const found = await findKey(actor, id).then(
        () => true,
        () => false,
      );
      expect(found).toBe(visible.includes(id));
    }
  }
});

test("search, owner, permission and status narrow it", async () => {
  expect(ids(await list(studio.mira, { q: "dana kessler" }))).toHaveLength(2);
  expect(ids(await list(studio.mira, { q: "100%" }))).toEqual([]);
  expect(ids(await list(studio.mira, { owner: studio.ryo.memberId }))).toHaveLength(1);
  expect(ids(await list(studio.mira, { permission: "media_browse" }))).toHaveLength(2);
  const { id } = await makeKey(studio.lea, []);
  await suspendKey(studio.lea, { keyId: id });
  expect(ids(await list(studio.mira, { status: "suspended" }))).toEqual([id]);
  expect(ids(await list(studio.dana, { owner: studio.ryo.memberId }))).toEqual([]);
});

test("by any sort and in either direction the pages together are the list, there and back", async () => {
  for (const sort of KEY_SORTS.flatMap((one) => [one, `-${one}`])) {
    const whole = (await list(studio.mira, { sort })).rows.map(({ id }) => id);
    const first = await list(studio.mira, { sort, limit: 2 });
    const pages = [first];
    for (let page = first; page.nextCursor;) {
      page = await list(studio.mira, { sort, limit: 2, cursor: page.nextCursor });
      pages.push(page);
    }
    expect(pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(whole);
    const second = pages[1];
    expect(ids(await list(studio.mira, { sort, limit: 2, cursor: second?.previousCursor ?? "" }))).toEqual(ids(first));
  }
});

test("a cursor of another sort is refused", async () => {
  const { nextCursor } = await list(studio.mira, { sort: "name", limit: 1 });
  await expect(list(studio.mira, { sort: "-name", cursor: nextCursor })).rejects.toMatchObject({ code: "invalid" });
  await expect(list(studio.mira, { cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
});

test("a key without Account Admin sees no keys, one with it sees all", async () => {
  await expect(list(await asKey(await makeKey(studio.dana, ["purge"])))).rejects.toMatchObject({ code: "forbidden" });
  const admin = await asKey(await makeKey(studio.mira, ["account_admin"]));
  expect((await list(admin)).total).toBe((await list(studio.mira)).total);
});
