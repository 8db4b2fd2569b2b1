import { beforeAll, describe, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { findTraffic, findTrafficOf } from "@/lib/analytics/queries/find-traffic";
import { requestsBySource } from "@/lib/analytics/queries/requests-by-source";
import { listTop } from "@/lib/analytics/queries/list-top";
import { DAY_MS } from "@/lib/day";
import { addUp } from "@/lib/analytics/rules/sums";
import { asKey, makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { deliver, makeIdleSource } from "@/lib/testing/traffic";

useTestDatabase();

let studio: Studio;
let shop: string;
let press: string;
const DAY = { from: "2026-10-25", to: "2026-10-25", zone: "Europe/Lisbon" } as const;

beforeAll(async () => {
  studio = await makeStudio();
  shop = await makeIdleSource(studio.account, "Shop");
  press = await makeIdleSource(studio.account, "Press");
  const at = (time: string) => new Date(`2026-10-${time}:00Z`);
  await deliver(studio.account, [
    { sourceId: shop, at: at("24T22:59"), bytes: 7 }, // the day before, in Lisbon
    { sourceId: shop, at: at("24T23:00") },
    {
      sourceId: shop,
      at: at("25T12:29"),
      path: "/gone.jpg",
      status: 404,
      format: null,
      bytes: 20,
      originalBytes: null,
    },
    { sourceId: shop, at: at("25T12:30"), cacheHit: false, country: "DE", device: "desktop", format: "avif" },
    { sourceId: press, at: at("25T23:59"), referrer: null, path: "/team.jpg" },
    { sourceId: shop, at: at("26T00:00"), bytes: 7 }, // the day after: this one had 25 hours
  ]);
});

test("a day is the person's day, of 25 hours when the clocks go back", async () => {
  const { span, points, before, sources, any } = await findTraffic(studio.priya, DAY);
  expect(any).toBe(true);
  expect(points).toHaveLength(25);
  expect(span.interval).toBe("hour");
  expect(addUp(points)).toEqual({ requests: 4, bytes: 320, saved: 1200, hits: 3, errors: 1, uncounted: 0 });
  expect([points[0], points[13], points[24]].map((point) => point?.requests)).toEqual([1, 2, 1]);
  expect(addUp(before)).toMatchObject({ requests: 1, bytes: 7 });
  expect(sources.map(({ name, requests }) => [name, requests])).toEqual([
    ["Shop", 3],
    ["Press", 1],
  ]);
  const days = await findTraffic(studio.priya, { ...DAY, interval: "day" });
  expect(days.points).toEqual([addUp(points)]);
});

test("days tell the same sums whether they are those of UTC or not, and to the half hour where they are not whole", async () => {
  const span = { from: "2026-10-24", to: "2026-10-26", interval: "day" } as const;
  const bytesOf = async (search: object) =>
    (await findTraffic(studio.priya, { ...span, ...search })).points.map(({ bytes }) => bytes);
  expect(await bytesOf({ zone: "UTC" })).toEqual([107, 220, 7]);
  expect(await bytesOf({ zone: "Europe/Lisbon" })).toEqual([7, 320, 7]);
  expect(await bytesOf({ zone: "UTC", from: "2026-10-24T23:00:00Z" })).toEqual([100, 220, 7]);
  expect(await bytesOf({ zone: "UTC", to: "2026-10-25T12:30:00Z" })).toEqual([107, 20]);
  const rows = await findTrafficOf(studio.priya, { ...span, zone: "UTC" }, [shop, press]);
  expect([...rows.values()].map((points) => points.map(({ requests }) => requests))).toEqual([
    [2, 2, 1],
    [0, 1, 0],
  ]);
});

test("figures narrow to one source, and stand side by side for several", async () => {
  const { points, sources } = await findTraffic(studio.dana, { ...DAY, source: press });
  expect(addUp(points)).toMatchObject({ requests: 1 });
  expect(sources.map(({ name }) => name)).toEqual(["Press"]);
  const each = await findTrafficOf(studio.dana, DAY, [shop, press]);
  expect([shop, press].map((id) => addUp(each.get(id) ?? []).requests)).toEqual([3, 1]);
});

test("lists say what was asked for most, and of how many requests", async () => {
  const kinds = ["path", "missing", "status", "format", "device", "country", "referrer", "cache"] as const;
  const { days, lists } = await listTop(studio.dana, { ...DAY, zone: "UTC" }, kinds, 10);
  expect(days).toEqual({ first: "2026-10-25", last: "2026-10-25", count: 1 });
  const told = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      [lists[kind].total, ...lists[kind].rows.map(({ value, requests }) => `${value} ${requests}`)],
    ]),
  );
  expect(told).toEqual({
    path: [2, "/hero.jpg 1", "/team.jpg 1"],
    missing: [1, "/gone.jpg 1"],
    status: [3, "200 2", "404 1"],
    format: [2, "avif 1", "webp 1"],
    device: [3, "mobile 2", "desktop 1"],
    country: [3, "PT 2", "DE 1"],
    referrer: [3, "northlight.studio 2", " 1"],
    cache: [3, "hit 2", "miss 1"],
  });
  expect(lists.path.rows.map(({ source }) => source?.name).toSorted()).toEqual(["Press", "Shop"]);
});

test("of many paths on many days the most wanted are exact, also those that lead on no day", async () => {
  const { account, mira } = await makeStudio();
  const sourceId = await makeIdleSource(account, "Catalogue");
  const days = Array.from({ length: 12 }, (_, i) => new Date(Date.UTC(2026, 8, 1 + i, 12)));
  // Each day has its own sixty favourites; one path comes after all of them, every day.
  await deliver(
    account,
    days.flatMap((at, day) => [
      ...Array.from({ length: 60 }, (_, i) =>
        Array.from({ length: 4 }, () => ({ sourceId, at, path: `/day-${day}-${i}` })),
      ).flat(),
      ...Array.from({ length: 3 }, () => ({ sourceId, at, path: "/steady" })),
    ]),
  );
  const { lists } = await listTop(mira, { from: "2026-09-01", to: "2026-09-12" }, ["path"], 3);
  expect(lists.path.rows[0]).toMatchObject({ value: "/steady", requests: 36, bytes: 3600, saved: 14_400 });
  expect(lists.path.total).toBe(12 * 243);
});

describe("who may see figures", () => {
  test.each(["mira", "dana", "priya"] as const)("%s may", async (name) => {
    expect((await findTraffic(studio[name], DAY)).any).toBe(true);
  });

  test.each(["lea", "sofia", "jonah"] as const)("%s may not", async (name) => {
    const refused = { code: "forbidden", details: { operation: "analytics.view", missingPermissions: ["analytics"] } };
    await expect(findTraffic(studio[name], DAY)).rejects.toMatchObject(refused);
    await expect(findTrafficOf(studio[name], DAY, [shop])).rejects.toMatchObject(refused);
    await expect(listTop(studio[name], DAY, ["path"], 10)).rejects.toMatchObject(refused);
  });

  test("another account's figures and sources are not there", async () => {
    const other = await makeStudio();
    expect(await findTraffic(other.mira, DAY)).toMatchObject({ any: false, sources: [] });
    await expect(findTraffic(other.mira, { ...DAY, source: shop })).rejects.toMatchObject({ code: "not_found" });
    await expect(listTop(other.mira, { source: shop }, ["path"], 10)).rejects.toMatchObject({ code: "not_found" });
  });

  test("a key sees the sources that it is limited to, also in totals", async () => {
    const key = await asKey(await makeKey(studio.dana, ["analytics"], { sourceIds: [press] }));
    const { points, sources, choices } = await findTraffic(key, DAY);
    expect(addUp(points).requests).toBe(1);
    expect([sources, choices].map((named) => named.map(({ name }) => name))).toEqual([["Press"], ["Press"]]);
    const { lists } = await listTop(key, { ...DAY, zone: "UTC" }, ["path", "country"], 10);
    expect(lists.path.rows.map(({ value }) => value)).toEqual(["/team.jpg"]);
    expect(lists.country).toMatchObject({ total: 1, rows: [{ value: "PT", requests: 1 }] });
    await expect(findTraffic(key, { ...DAY, source: shop })).rejects.toMatchObject({ code: "not_found" });
  });
});

test("requests of the last days stand beside their sources, for those who may see figures", async () => {
  const [busy, quiet] = [await makeIdleSource(studio.account, "Busy"), await makeIdleSource(studio.account, "Quiet")];
  const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
  await deliver(studio.account, [
    { sourceId: busy, at: ago(0) },
    { sourceId: busy, at: ago(29) },
    { sourceId: busy, at: ago(30) },
  ]);
  const requests = await requestsBySource(studio.dana, 30);
  expect([requests.get(busy), requests.get(quiet)]).toEqual([2, undefined]);
  await expect(requestsBySource(studio.lea, 30)).rejects.toMatchObject({ code: "forbidden" });
});
