import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { MarkSet } from "@/lib/delivery/rules/mark-set";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import type { Purge } from "@/lib/purge/input";
import { checkAddress } from "@/lib/purge/queries/check-address";
import { findPurge, listPurges } from "@/lib/purge/queries/list-purges";
import { previewPurge } from "@/lib/purge/queries/preview-purge";
import { librarySource, putRender } from "@/lib/testing/cache";
import { asKey, makeKey } from "@/lib/testing/keys";
import { putFile, putFolder } from "@/lib/testing/library";
import { putDelivered } from "@/lib/testing/pictures";
import { asSystem, makeStudio, type Studio } from "@/lib/testing/studio";

useTestDatabase();

let studio: Studio;
let dana: Actor;
let library: string;
let shop: { id: string; slug: string };

beforeAll(async () => {
  studio = await makeStudio();
  dana = studio.dana;
  library = await librarySource(studio.account);
  shop = await putDelivered(studio.account, "web_folder", { domains: ["img.shop.example"] });
});

const purge = (actor: Actor, lines: string[], more: Partial<Purge> = {}) =>
  purgeCaches(actor, { lines, sourceId: null, reason: "", ...more });
const preview = (actor: Actor, lines: string[], sourceId: string | null = null) =>
  previewPurge(actor, { lines, sourceId });
const first = { limit: 50 };

const marksSince = (mark: number) =>
  systemDb().execute<{ kind: string; target: string | null }>(
    sql`select kind, target from purge_marks where account_id = ${studio.account.id} and number > ${mark} order by number`,
  );
async function lastMark(): Promise<number> {
  const [row] = await systemDb().execute<{ last: number }>(
    sql`select coalesce(max(number), 0)::int as last from purge_marks`,
  );
  return row?.last ?? 0;
}
describe("a purge", () => {
  let press: string;
  let hero: string;

  beforeAll(async () => {
    press = await putFolder(studio.account, "Press");
    hero = await putFile(studio.account, "hero.jpg", { in: press });
    const made = { fileIds: [hero], folderIds: [press], tags: ["launch"] };
    for (const _width of [1, 2, 3]) await putRender(studio.account, library, "Press/hero.jpg", made);
    await putRender(studio.account, library, "Press/team.jpg", { folderIds: [press] });
    await putRender(studio.account, shop.id, "2027/shoe.jpg");
  });

  test("reaches what bears the picture as a watermark, wherever that lies", async () => {
    await putRender(studio.account, shop.id, "2028/boot.jpg", { watermarkPaths: ["marks/Logo.png"] });
    for (const line of ["marks/logo.png", "marks/*", `/i/${shop.slug}/marks/*`]) {
      expect(await preview(dana, [line], shop.id)).toMatchObject({ matched: 1, lines: [{ matched: 1 }] });
      expect(await purge(dana, [line], { sourceId: shop.id })).toMatchObject({ matched: 1 });
    }
    expect(await preview(dana, ["logo.png"], shop.id)).toMatchObject({ matched: 0 });
    expect(await checkAddress(dana, { line: "marks/logo.png", sourceId: shop.id })).toMatchObject({ variants: 0 });
    await systemDb().execute(sql`delete from cached_renders where path = '2028/boot.jpg'`);
  });

  test.each([
    ["an address", () => `https://img.shop.example/2027/shoe.jpg?w=30`, 1],
    ["a path", () => `/i/${studio.account.slug}/Press/hero.jpg`, 3],
    ["a prefix", () => `/i/${studio.account.slug}/Press/*`, 4],
    ["a source", () => `/i/${shop.slug}/*`, 1],
    ["a folder", () => `folder:${press}`, 4],
    ["a file", () => `file:${hero}`, 3],
    ["a tag", () => `tag:launch`, 3],
  ])("by %s is previewed and matches the same", async (_by, line, matched) => {
    const seen = await preview(dana, [line()]);
    expect(seen).toMatchObject({ matched, lines: [{ matched }] });
    expect(await purge(dana, [line()])).toMatchObject({ matched });
  });

  test("writes its marks, its lines and its event", async () => {
    const before = await lastMark();
    const { id } = await purge(dana, ["hero.jpg", "tag:launch"], { sourceId: library, reason: "New retouch" });
    expect(await marksSince(before)).toEqual([
      { kind: "path", target: "hero.jpg" },
      { kind: "tag", target: "launch" },
    ]);
    const [event] = await systemDb().execute(sql`select operation, target_id as target, after from audit_events
      where account_id = ${studio.account.id} order by seq desc limit 1`);
    expect(event).toEqual({
      operation: "purge.run",
      target: id,
      after: { lines: ["hero.jpg", "Tag launch"], matched: 3, reason: "New retouch" },
    });
    expect(await findPurge(dana, id)).toMatchObject({
      status: "pending",
      reason: "New retouch",
      createdBy: studio.dana.name,
      lines: 2,
      each: [
        { text: "hero.jpg", matched: 0, read: null },
        { text: "Tag launch", matched: 3, read: null },
      ],
    });
  });

  test("leaves out what another line covers", async () => {
    const before = await lastMark();
    await purge(dana, ["/i/x/../" + shop.slug + "/a.jpg", `/i/${shop.slug}/*`, `https://img.shop.example/b.jpg`]);
    expect(await marksSince(before)).toEqual([{ kind: "source", target: null }]);
  });

  test("purges nothing while a line is not ours", async () => {
    const before = await lastMark();
    await expect(purge(dana, [`/i/${shop.slug}/a.jpg`, "https://elsewhere.example/b.jpg"])).rejects.toMatchObject({
      code: "invalid",
      details: {
        fields: [{ path: "lines.1", message: "None of your sources is delivered at elsewhere.example." }],
      },
    });
    expect(await marksSince(before)).toEqual([]);
  });

  test("counts a result once that two lines reach", async () =>
    expect(await preview(dana, [`file:${hero}`, "tag:launch"])).toMatchObject({ matched: 3 }));
});

describe("who may", () => {
  const refusal = { code: "forbidden", details: { operation: expect.any(String), missingPermissions: ["purge"] } };

  test.each(["lea", "sofia", "jonah", "priya"] as const)("%s may not, nor see what was purged", async (name) => {
    const line = [`/i/${shop.slug}/a.jpg`];
    await expect(purge(studio[name], line)).rejects.toMatchObject(refusal);
    await expect(preview(studio[name], line)).rejects.toMatchObject(refusal);
    await expect(listPurges(studio[name], first)).rejects.toMatchObject(refusal);
    await expect(findPurge(studio[name], "pur_1")).rejects.toMatchObject(refusal);
  });

  test("the command line may, and is named", async () => {
    const { id } = await purge(asSystem(studio.account), [`/i/${shop.slug}/a.jpg`]);
    expect(await findPurge(dana, id)).toMatchObject({ createdBy: "System" });
  });

  test("nothing of another account is known", async () => {
    const { dana: other } = await makeStudio();
    const { id } = await purge(dana, [`/i/${shop.slug}/a.jpg`]);
    await expect(findPurge(other, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listPurges(other, first)).rows).toEqual([]);
    await expect(preview(other, [`/i/${shop.slug}/a.jpg`])).rejects.toMatchObject({ code: "invalid" });
    await expect(preview(other, ["a.jpg"], shop.id)).rejects.toMatchObject({ code: "invalid" });
  });

  test("a folder or file is named only by whoever may see it", async () => {
    const hidden = await putFile(studio.account, "secret.jpg");
    const key = await asKey(await makeKey(dana, ["purge"]));
    await expect(preview(key, [`file:${hidden}`])).rejects.toMatchObject({
      code: "forbidden",
      details: { operation: "media.view" },
    });
    await expect(purge(dana, [`folder:fld_0000`])).rejects.toMatchObject({ code: "not_found" });
  });

  test("a key that is limited to some sources purges those alone, and sees those purges alone", async () => {
    const key = await asKey(await makeKey(dana, ["purge", "media_browse"], { sourceIds: [shop.id] }));
    const unlimited = await purge(dana, [`/i/${studio.account.slug}/hero.jpg`]);
    const { id } = await purge(key, [`/i/${shop.slug}/a.jpg`]);
    for (const line of [`/i/${studio.account.slug}/hero.jpg`, "tag:launch"])
      await expect(purge(key, [line])).rejects.toMatchObject({ code: "invalid" });
    const seen = (await listPurges(key, first)).rows.map((row) => row.id);
    expect(seen).toContain(id);
    expect(seen).not.toContain(unlimited.id);
    await expect(findPurge(key, unlimited.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("the day's quota of the plan", () => {
  let small: Studio;
  const lines = (count: number) => Array.from({ length: count }, (_, n) => `/${n}.jpg`);

  beforeEach(async () => {
    small = await makeStudio({ plan: "free" });
  });

  test("refuses what goes beyond, whole, and says when it renews", async () => {
    const { purges } = PLANS.free;
    const sourceId = await librarySource(small.account);
    await purge(small.mira, lines(purges - 1), { sourceId });
    await expect(purge(small.mira, lines(2), { sourceId })).rejects.toMatchObject({
      code: "too_many",
      message: `This account purges at most ${purges} lines a day: 1 is left and 2 were asked for. It renews at 00:00 UTC.`,
      details: { retryAfter: expect.any(Number) },
    });
    await purge(small.mira, lines(1), { sourceId });
    const seen = await previewPurge(small.mira, { lines: lines(1), sourceId });
    expect(seen.quota).toMatchObject({ used: purges, limit: purges });
    await systemDb().execute(
      sql`update purges set created_at = created_at - interval '1 day' where account_id = ${small.account.id}`,
    );
    await purge(small.mira, lines(1), { sourceId });
  });

  test("holds however many ask at once", async () => {
    const sourceId = await librarySource(small.account);
    const asked = Array.from({ length: 15 }, () => purge(small.mira, lines(10), { sourceId }));
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(PLANS.free.purges / 10);
  });
});

describe("the check of one address", () => {
  const check = (actor: Actor, line: string, sourceId: string | null = null) => checkAddress(actor, { line, sourceId });

  test("tells when it was last served, and how many variants are cached", async () => {
    await putRender(studio.account, shop.id, "check me.jpg");
    await putRender(studio.account, shop.id, "check me.jpg");
    for (const [minutes, hit] of [
      [90, false],
      [4, true],
    ])
      await systemDb().execute(sql`
        insert into deliveries (account_id, source_id, batch, at, path, status, bytes, cache_hit, country, device)
        values (${studio.account.id}, ${shop.id}, 1, now() - make_interval(mins => ${minutes}::int), 'check me.jpg', 200, 900, ${hit}, 'DE', 'mobile')`);
    expect(await check(dana, "https://img.shop.example/check%20me.jpg?w=30")).toEqual({
      source: "Pictures",
      path: "check me.jpg",
      variants: 2,
      oldestAt: expect.any(Date),
      lastServed: { at: expect.any(Date), status: 200, fromCache: true, country: "DE" },
    });
    expect(await check(dana, "other.jpg", shop.id)).toMatchObject({ variants: 0, oldestAt: null, lastServed: null });
  });

  test("finds a path whatever its capitals, and one that is longer than what is kept of it", async () => {
    const long = `${"a".repeat(600)}.jpg`;
    for (const path of ["Mixed.JPG", long.slice(0, 500)])
      await systemDb().execute(sql`
        insert into deliveries (account_id, source_id, batch, at, path, status, bytes, cache_hit, device)
        values (${studio.account.id}, ${shop.id}, 1, now(), ${path}, 200, 900, true, 'mobile')`);
    for (const path of ["mixed.jpg", long])
      expect(await check(dana, path, shop.id)).toMatchObject({ lastServed: { status: 200 } });
  });

  test("is of one image, and for whoever may preview a purge", async () => {
    for (const line of [`/i/${shop.slug}/*`, "tag:launch", "https://elsewhere.example/a.jpg"])
      await expect(check(dana, line)).rejects.toMatchObject({
        code: "invalid",
        details: { fields: [{ path: "line" }] },
      });
    await expect(check(studio.sofia, `/i/${shop.slug}/a.jpg`)).rejects.toMatchObject({
      code: "forbidden",
      details: { operation: "purge.preview" },
    });
  });
});

test("the history is paged, the newest first", async () => {
  const { dana: other, account } = await makeStudio();
  const sourceId = await librarySource(account);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push((await purge(other, [`${n}.jpg`], { sourceId })).id);
  const page = await listPurges(other, { limit: 3 });
  const rest = await listPurges(other, { limit: 3, cursor: page.nextCursor ?? "" });
  expect([...page.rows, ...rest.rows].map(({ id }) => id)).toEqual(ids.toReversed());
  expect(rest.nextCursor).toBeNull();
});

test("what is counted is what is purged, whatever its capitals", async () => {
  const fair = await putDelivered(studio.account, "web_folder");
  for (const path of ["Seasons/Ähre.JPG", "seasons/ähre.jpg", "SEASONS/other.jpg"])
    await putRender(studio.account, fair.id, path);
  const counted = async (line: string) => (await preview(dana, [line], fair.id)).matched;
  const rows = await systemDb().execute<{ path: string }>(
    sql`select path from cached_renders where source_id = ${fair.id}`,
  );
  for (const [line, scope] of [
    ["seasons/ÄHRE.jpg", { kind: "path", target: "seasons/ÄHRE.jpg" }],
    ["Seasons/*", { kind: "prefix", target: "Seasons/" }],
  ] as const) {
    const set = new MarkSet([{ accountId: studio.account.id, sourceId: fair.id, ...scope }]);
    const purged = rows.filter(({ path }) =>
      set.covers(studio.account.id, [{ sourceId: fair.id, path, fileId: null, folderIds: [], tags: [] }]),
    );
    expect(await counted(line)).toBe(purged.length);
  }
  expect(await counted("seasons/ÄHRE.jpg")).toBe(2);
});
