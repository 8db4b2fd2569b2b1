import { beforeAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { useTestDatabase } from "@/db/testing/database";
import { makeKey } from "@/lib/testing/keys";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { deliver, makeIdleSource } from "@/lib/testing/traffic";

useTestDatabase();

let studio: Studio;
let shop: string;
let press: string;
let secret: string;
const WEEK = "from=2026-10-19&to=2026-10-25";

beforeAll(async () => {
  studio = await makeStudio();
  shop = await makeIdleSource(studio.account, "Shop");
  press = await makeIdleSource(studio.account, "Press");
  ({ secret } = await makeKey(studio.dana, ["analytics"]));
  await deliver(studio.account, [
    { sourceId: shop, at: new Date("2026-10-20T10:15:00Z") },
    {
      sourceId: shop,
      at: new Date("2026-10-20T11:45:00Z"),
      path: "/gone.jpg",
      status: 404,
      format: null,
      cacheHit: false,
    },
    { sourceId: press, at: new Date("2026-10-25T23:30:00Z"), bytes: 70, path: "/team.jpg" },
  ]);
});

const get = async (path: string, key = secret) => {
  const { status, body } = await call("GET", path, { secret: key });
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as { data: Record<string, unknown>[]; next_cursor?: string | null; total?: number };
};

test("requests by day and by hour, with their sums", async () => {
  const { data } = await get(`/analytics/requests?${WEEK}`);
  expect(data).toEqual([
    { at: "2026-10-20T00:00:00.000Z", value: null, requests: 2, bytes: 200, saved: 800, hits: 1, errors: 1 },
    { at: "2026-10-25T00:00:00.000Z", value: null, requests: 1, bytes: 70, saved: 430, hits: 1, errors: 0 },
  ]);
  const hours = await get(`/analytics/requests?${WEEK}&interval=hour`);
  expect(hours.data.map(({ at }) => at)).toEqual([
    "2026-10-20T10:00:00.000Z",
    "2026-10-20T11:00:00.000Z",
    "2026-10-25T23:00:00.000Z",
  ]);
});

test("days of another zone, one source, and a split by source, status or format", async () => {
  const tokyo = await get(`/analytics/requests?${WEEK}&zone=Asia/Tokyo`);
  expect(tokyo.data.map(({ requests }) => requests)).toEqual([2]);
  const one = await get(`/analytics/requests?${WEEK}&source_id=${press}`);
  expect(one.data).toMatchObject([{ requests: 1 }]);
  const split = async (by: string) =>
    (await get(`/analytics/requests?${WEEK}&by=${by}`)).data.map(({ value, requests }) => [value, requests]);
  expect(await split("source")).toEqual([
    [shop, 2],
    [press, 1],
  ]);
  expect(await split("status")).toEqual([
    ["200", 1],
    ["404", 1],
    ["200", 1],
  ]);
  expect(await split("format")).toEqual([
    ["webp", 1],
    ["webp", 1],
  ]);
  const cache = await get(`/analytics/requests?${WEEK}&by=cache&source_id=${shop}`);
  expect(cache.data).toMatchObject([
    { value: "hit", requests: 1, bytes: 100, saved: 400 },
    { value: "miss", requests: 1, bytes: 100, saved: 400 },
  ]);
});

test.each(["", "&by=source", "&by=status", "&by=cache", "&interval=hour"])(
  "pages together are the list: %s",
  async (split) => {
    const { data } = await get(`/analytics/requests?${WEEK}${split}`);
    const paged = [];
    for (let cursor: string | null | undefined = ""; cursor !== null;) {
      const page = await get(`/analytics/requests?${WEEK}${split}&limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.data);
      cursor = page.next_cursor ?? null;
    }
    expect(paged).toEqual(data);
  },
);

test("the next page neither repeats nor leaves out a row, whatever is counted meanwhile", async () => {
  const { account, dana } = await makeStudio();
  const sourceId = await makeIdleSource(account, "Shop");
  const { secret: own } = await makeKey(dana, ["analytics"]);
  const count = (...days: number[]) =>
    deliver(
      account,
      days.map((day) => ({ sourceId, at: new Date(Date.UTC(2026, 9, day, 12)) })),
    );
  await count(20, 22, 24);
  const first = await get(`/analytics/requests?${WEEK}&limit=2`, own);
  await count(19, 21, 23);
  const second = await get(`/analytics/requests?${WEEK}&cursor=${first.next_cursor}`, own);
  const daysOf = ({ data }: typeof first) => data.map(({ at }) => Number(String(at).slice(8, 10)));
  expect([daysOf(first), daysOf(second)]).toEqual([
    [20, 22],
    [23, 24],
  ]);
  const other = await call("GET", `/analytics/requests?${WEEK}&by=source&cursor=${first.next_cursor}`, { secret: own });
  expect(other).toMatchObject({ status: 422 });
});

test("what was wanted most, of how many", async () => {
  const top = await get(`/analytics/top?of=missing&${WEEK}`);
  expect(top).toMatchObject({
    data: [{ value: "/gone.jpg", source_id: shop, requests: 1 }],
    total: 1,
    first_day: "2026-10-19",
    last_day: "2026-10-25",
  });
  const paths = await get(`/analytics/top?of=path&${WEEK}&source_id=${press}`);
  expect(paths.data).toMatchObject([{ value: "/team.jpg", source_id: press }]);
});

test("a key sees its own sources alone", async () => {
  const { secret: limited } = await makeKey(studio.dana, ["analytics"], { sourceIds: [press] });
  expect((await get(`/analytics/requests?${WEEK}`, limited)).data).toMatchObject([{ requests: 1 }]);
  expect(await call("GET", `/analytics/requests?source_id=${shop}`, { secret: limited })).toMatchObject({
    status: 404,
  });
});

test.each([
  ["/analytics/requests?by=status&interval=hour", 422],
  ["/analytics/requests?by=format&zone=Europe/Lisbon", 422],
  ["/analytics/requests?zone=Nowhere", 422],
  ["/analytics/requests?from=yesterday", 422],
  ["/analytics/requests?cursor=x", 422],
  ["/analytics/requests?interval=minute", 422],
  ["/analytics/top", 422],
  ["/analytics/top?of=path&source_id=src_none", 404],
])("%s answers %i", async (path, status) => {
  expect(await call("GET", path, { secret })).toMatchObject({ status });
});
