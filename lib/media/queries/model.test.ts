import fc from "fast-check";
import { expect, test } from "vitest";
import { askingAccount, withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { KeyActor, LinkActor, MemberActor } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { filesSearch } from "@/lib/media/input/search";
import { findItems } from "@/lib/media/queries/find-item";
import { listFiles } from "@/lib/media/queries/list-files";
import { listFolder } from "@/lib/media/queries/list-folder";
import { findReadable } from "@/lib/media/queries/read-content";
import { sharedWithMe } from "@/lib/media/queries/shared-with-me";
import { suggest } from "@/lib/media/queries/suggest";
import { zipContents } from "@/lib/media/queries/zip-contents";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { accessAt } from "@/lib/shares/queries/access-on-day";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";
import { useDataFolder } from "@/lib/testing/data-folder";
import { rankOf } from "@/lib/testing/media-model";
import { asItem, type Cast, LAYOUT, startWorld, type World } from "@/lib/testing/media-world";

useTestDatabase();
useDataFolder();

const RUNS = 30;
const STEPS = 24;
/** The model is kept after every so many steps. */
const REMEMBERED = 8;

test("whatever is made, moved, shared, deleted and taken back: the library and the naive model agree", async () => {
  const number = fc.nat({ max: 63 });
  const layout = fc.array(number, { minLength: LAYOUT, maxLength: LAYOUT });
  const steps = fc.array(fc.tuple(number, number, number, number, number), { minLength: STEPS / 2, maxLength: STEPS });
  const agree = fc.asyncProperty(layout, steps, async (start, taken) => {
    const world = await startWorld(start);
    for (const [i, one] of taken.entries()) {
      await world.take(one);
      if (i % REMEMBERED === 0) await world.remember();
    }
    await compareEverything(world);
    await comparePast(world);
  });
  await expect(fc.assert(agree, { numRuns: RUNS, endOnFailure: true })).resolves.toBeUndefined();
}, 240_000);

/** So many of them, others each time. */
const some = <T>(all: readonly T[], count: number, turn: number): T[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, i) => all[(turn + i * 7) % all.length] as T);

const sorted = (ids: Iterable<string>) => [...ids].toSorted();

/** Everything that an actor can list, count, open and be told of, against what `rank` says. */
async function compareFor(world: World, actor: MediaActor, rank: (id: string) => number): Promise<void> {
  const { model, cast } = world;
  const sees = (id: string) => rank(id) > 0 && !model.inTrash(id);
  const files = model.of("file").filter(sees);

  const pages = [await listFiles(actor, filesSearch.parse({ limit: 5 }))];
  for (let last = pages[0]; last?.nextCursor; last = pages.at(-1))
    pages.push(await listFiles(actor, filesSearch.parse({ limit: 5, cursor: last.nextCursor })));
  expect(sorted(pages.flatMap(({ rows }) => rows.map(({ id }) => id)))).toEqual(sorted(files));
  expect(pages[0]?.total).toEqual({ count: files.length, more: false });

  const found = await listFiles(actor, filesSearch.parse({ q: "file", sort: "name", limit: 1000 }));
  expect(sorted(found.rows.map(({ id }) => id))).toEqual(sorted(files));
  expect(found.total.count).toBe(found.rows.length);
  for (const row of found.rows) expect([row.id, rankOf(row.level)]).toEqual([row.id, rank(row.id)]);

  for (const folderId of some(model.of("folder"), 3, world.count)) {
    const open = await listFolder(actor, folderId).catch(() => null);
    expect([folderId, open !== null]).toEqual([folderId, sees(folderId)]);
    if (!open) continue;
    const inside = model.of("folder").filter((id) => model.get(id).parent === folderId && sees(id));
    expect(sorted(open.folders.rows.map(({ id }) => id))).toEqual(sorted(inside));
    expect(open.breadcrumbs.map(({ id }) => id)).toEqual(model.upwards(folderId).filter(sees).toReversed());
  }

  for (const folderId of some(model.of("folder"), 2, world.count)) {
    const inside = files.filter((id) => model.upwards(id).includes(folderId));
    const names = inside.map((id) => nameBelow(world, folderId, id));
    const expected = sees(folderId) && inside.length > 0 ? sorted(names) : null;
    expect([folderId, await namesInZip(actor, { fileIds: [], folderIds: [folderId] })]).toEqual([folderId, expected]);
  }
  const chosen = some(model.of("file"), 2, world.count);
  expect(await namesInZip(actor, { fileIds: chosen, folderIds: [] })).toEqual(
    chosen.every(sees) ? sorted(new Set(chosen.map((id) => model.get(id).name))) : null,
  );

  const offered = await suggest(actor, { text: "folder" });
  for (const { id, breadcrumbs } of offered.folders) {
    expect(sees(id)).toBe(true);
    for (const above of breadcrumbs) expect(sees(above.id)).toBe(true);
  }

  const items = await withAccount(cast.account.id, async (tx) =>
    (await Promise.all((["file", "folder"] as const).map((kind) => findItems(tx, actor, kind, model.of(kind))))).flat(),
  );
  for (const id of some(model.of("file"), 5, world.count)) {
    const readable = await askingAccount(cast.account.id, (ask) => findReadable(ask, actor, id));
    expect([id, rankOf(readable?.level ?? null)]).toEqual([id, sees(id) ? rank(id) : 0]);
  }
  for (const { id, level, inTrash } of items)
    expect([id, rankOf(level), inTrash]).toEqual([id, rank(id), model.inTrash(id)]);
}

/** What a zip holds, each file with its bytes; null where it is refused, or would be empty. */
async function namesInZip(actor: MediaActor, selection: Parameters<typeof zipContents>[1]): Promise<string[] | null> {
  const contents = await zipContents(actor, selection, async () => actor).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
  if (!contents) return null;
  const names: string[] = [];
  for await (const { name, size, input } of contents) {
    expect((await new Response(input).bytes()).length).toBe(size);
    names.push(name);
  }
  return sorted(names);
}

/** "folder 3/folder 7/file 12", from the folder that is zipped down. */
const nameBelow = ({ model }: World, folderId: string, fileId: string): string => {
  const up = model.upwards(fileId);
  const steps = up.slice(0, up.indexOf(folderId) + 1).toReversed();
  return steps.map((id) => model.get(id).name).join("/");
};

/** Whether the path of each folder is that of its parent, and eight digits more. */
async function comparePaths({ model, cast }: World): Promise<void> {
  const found = await withAccount(cast.account.id, (tx) => findItems(tx, cast.editor, "folder", model.of("folder")));
  const paths = new Map(found.map(({ id, path }) => [id, path]));
  for (const [id, path] of paths) {
    const { parent } = model.get(id);
    expect([id, path.slice(0, -8)]).toEqual([id, parent === null ? "" : paths.get(parent)]);
  }
}

async function compareEverything(world: World): Promise<void> {
  const { model, cast } = world;
  await comparePaths(world);
  for (const guest of cast.guests) {
    const rank = (id: string) => model.rank(guest.memberId, id);
    await compareFor(world, guest, rank);

    const start = await sharedWithMe(guest);
    const given = model.of("folder").filter((id) => {
      const { parent } = model.get(id);
      return model.sees(guest.memberId, id) && (parent === null || !model.sees(guest.memberId, parent));
    });
    expect(sorted(start.folders.map(({ id }) => id))).toEqual(sorted(given));
    const opened = model.of("collection").filter((id) => rank(id) > 0);
    expect(sorted(start.collections.map(({ id }) => id))).toEqual(sorted(opened));
  }
  for (const guest of some(cast.guests, 1, world.count)) {
    const limit = model.of("folder")[world.count % model.of("folder").length] as string;
    const within = (id: string) => model.upwards(id).includes(limit) && !model.inTrash(limit);
    await compareFor(world, asKeyOf(guest, [limit]), (id) => (within(id) ? model.rank(guest.memberId, id) : 0));
  }
  await compareFor(world, cast.viewer, () => 1);

  const folder = model.of("folder").at(-1) as string;
  await compareFor(world, asLink(cast, folder), (id) => (model.upwards(id).includes(folder) ? 1 : 0));
  const collection = model.of("collection")[0] as string;
  await compareFor(world, asLink(cast, collection), (id) => (model.contents.get(collection)?.has(id) ? 1 : 0));

  const open = [...model.of("file"), ...model.of("folder")].filter((id) => !model.inTrash(id));
  for (const id of some(open, 5, world.count)) {
    const { people } = await whoHasAccess(cast.editor, asItem(id));
    const expected = cast.guests
      .map(({ memberId }) => [memberId, model.rank(memberId, id)] as const)
      .filter(([, rank]) => rank > 0);
    const told = people.map((person) => [person.id, rankOf(person.level)] as const);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));
    for (const { level, ways } of people) expect(ways.map((way) => way.level)).toContain(level);
  }
}

/** What was true after a step is what the library says of that moment later. */
async function comparePast({ model, moments, cast, count }: World): Promise<void> {
  for (const { at, things } of moments)
    for (const kind of ["file", "folder", "collection"] as const) {
      const inTime = model.of(kind).filter((id) => things.has(id));
      const ids = some(inTime, 2, count);
      const past = await withAccount(cast.account.id, async (tx) => {
        const found = await findItems(tx, cast.editor, kind, ids);
        return Promise.all(found.map((item) => accessAt(tx, cast.editor, item, at)));
      });
      for (const { item, wasThere, people, byRole } of past) {
        const { ranks, inTrash } = things.get(item.id) ?? { ranks: new Map<string, number>(), inTrash: true };
        const expected = inTrash ? [] : [...ranks].filter(([, rank]) => rank > 0);
        const told = people.map((person) => [person.id, rankOf(person.level)] as const);
        expect([at, item.id, wasThere]).toEqual([at, item.id, !inTrash]);
        expect([at, item.id, Object.fromEntries(told)]).toEqual([at, item.id, Object.fromEntries(expected)]);
        expect(byRole).toHaveLength(inTrash ? 0 : 3);
      }
    }
}

const asKeyOf = (
  { account, origin, memberId, name, access, active, permissions }: MemberActor,
  folderIds: string[],
): KeyActor => ({
  kind: "key",
  account,
  origin,
  memberId,
  name,
  access,
  active,
  permissions,
  key: {
    id: "key_0",
    name: "ci",
    permissions: [],
    sourceIds: null,
    folderIds,
    ipRanges: null,
    rateLimit: null,
    expiresAt: null,
  },
});

const asLink = ({ account, editor }: Cast, itemId: string): LinkActor => ({
  kind: "share_link",
  account,
  origin: editor.origin,
  memberId: null,
  name: "A visitor",
  active: true,
  permissions: 0,
  link: { id: "lnk_0", kind: "view", itemId, download: true, ownerId: null },
});
