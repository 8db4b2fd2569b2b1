import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { findTraffic } from "@/lib/analytics/queries/find-traffic";
import { listRequests } from "@/lib/analytics/queries/list-requests";
import { listTop } from "@/lib/analytics/queries/list-top";
import type { Stretch } from "@/lib/analytics/rules/span";
import { makeStudio, type Studio } from "@/lib/testing/studio";
import { deliver, makeIdleSource } from "@/lib/testing/traffic";

useTestDatabase();

let studio: Studio;
let sources: string[];
let requests: ReturnType<typeof someRequests>;

/** Two weeks in which clocks change in Europe and in America, the last days the busiest; few images are wanted often, many seldom. */
const someRequests = () =>
  fc
    .sample(
      fc.record({
        sourceId: fc.constantFrom(...sources),
        at: fc.oneof(...["2026-10-20", "2026-10-31"].map(since)),
        path: fc.nat(999).map((dice) => `/${100 + Math.floor(dice ** 2 / 10_000)}.jpg`),
        status: fc.constantFrom(200, 200, 200, 404, 503),
        bytes: fc.nat(5_000_000),
        originalBytes: fc.option(fc.nat(50_000_000)),
        cacheHit: fc.boolean(),
      }),
      { numRuns: 6_000, seed: 7 },
    )
    .map((request) => ({ ...request, ms: Number(request.at) }));

const since = (day: string) => fc.date({ min: new Date(day), max: new Date("2026-11-03"), noInvalidDate: true });

beforeAll(async () => {
  studio = await makeStudio();
  sources = await Promise.all(["Shop", "Press", "Archive"].map((name) => makeIdleSource(studio.account, name)));
  requests = someRequests();
  await deliver(studio.account, requests);
});

const moment = fc
  .date({ min: new Date("2026-10-19"), max: new Date("2026-11-04"), noInvalidDate: true })
  .chain((date) => {
    const time = date.toISOString();
    return fc.constantFrom(time, time.slice(0, 10));
  });

const anySearch = () =>
  fc
    .record(
      {
        moments: fc.tuple(moment, moment),
        zone: fc.constantFrom("UTC", "Europe/London", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland"),
        source: fc.constantFrom(...sources),
        interval: fc.constantFrom("hour" as const, "day" as const),
      },
      { requiredKeys: ["moments"] },
    )
    .map(({ moments, ...search }) => {
      const [from = "", to = ""] = moments.toSorted();
      return { ...search, from, to };
    });

const sumsOf = (some: typeof requests) => ({
  requests: some.length,
  bytes: some.reduce((sum, { bytes }) => sum + bytes, 0),
  saved: some.reduce((sum, { bytes, originalBytes }) => sum + (originalBytes === null ? 0 : originalBytes - bytes), 0),
  hits: some.filter(({ cacheHit }) => cacheHit).length,
  errors: some.filter(({ status }) => status >= 400).length,
  uncounted: 0,
});

function within(some: typeof requests, from: Date | undefined, to: Date | undefined) {
  const [first, end] = [Number(from), Number(to)];
  return some.filter(({ ms }) => ms >= first && ms < end);
}

const pointsOf = (some: typeof requests, { starts, to }: Stretch) =>
  starts.map((start, i) => sumsOf(within(some, start, starts[i + 1] ?? to)));

test("figures are those of the requests themselves, whatever is asked", async () => {
  await fc.assert(
    fc.asyncProperty(anySearch(), async (search) => {
      const asked = requests.filter(({ sourceId }) => !search.source || sourceId === search.source);
      const { span, points, before, ...found } = await findTraffic(studio.dana, search);
      expect(points).toEqual(pointsOf(asked, span));
      expect(before).toEqual(pointsOf(asked, span.before));
      const bySource = sources.toSorted().map((id) => {
        const own = asked.filter(({ sourceId }) => sourceId === id);
        return { id, ...sumsOf(within(own, span.starts[0], span.to)) };
      });
      const told = found.sources.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      expect(told).toMatchObject(bySource.filter((sums) => sums.requests > 0));
    }),
    { numRuns: 30 },
  );
});

test("requests over time are those of each source, whatever is asked", async () => {
  await fc.assert(
    fc.asyncProperty(anySearch(), fc.boolean(), async (search, split) => {
      const { interval = "hour" } = search;
      const { span } = await findTraffic(studio.dana, { ...search, interval });
      const rows = await listRequests(studio.dana, { ...search, interval, ...(split && { by: "source" }) });
      const expected = (split ? sources : [null]).flatMap((value) => {
        const asked = requests.filter(({ sourceId }) => sourceId === (value ?? search.source ?? sourceId));
        return pointsOf(search.source && value && value !== search.source ? [] : asked, span).map((sums, i) => [
          `${span.starts[i]?.toISOString()} ${value}`,
          sums.requests,
          sums.bytes,
        ]);
      });
      const told = rows.map(({ at, value, requests: n, bytes }) => [`${at.toISOString()} ${value}`, n, bytes]);
      expect(told.toSorted()).toEqual(expected.filter(([, n]) => n !== 0).toSorted());
    }),
    { numRuns: 30 },
  );
});

test("lists name the most wanted of all, whatever is asked", async () => {
  await fc.assert(
    fc.asyncProperty(anySearch(), fc.integer({ min: 1, max: 60 }), async (search, limit) => {
      const { days, lists } = await listTop(studio.dana, search, ["path", "missing"], limit);
      for (const kind of ["path", "missing"] as const) {
        const counts = new Map<string, number>();
        for (const { at, sourceId, status, path } of requests)
          if (
            isBetween(at, days) &&
            (status === 404) === (kind === "missing") &&
            sourceId === (search.source ?? sourceId)
          )
            counts.set(`${path} ${sourceId}`, (counts.get(`${path} ${sourceId}`) ?? 0) + 1);
        const most = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, limit);
        expect(lists[kind].rows.map((row) => [`${row.value} ${row.source?.id}`, row.requests])).toEqual(most);
      }
    }),
    { numRuns: 30 },
  );
});

const isBetween = (at: Date, { first, last }: { first: string; last: string }) => {
  const day = at.toISOString().slice(0, 10);
  return day >= first && day <= last;
};
