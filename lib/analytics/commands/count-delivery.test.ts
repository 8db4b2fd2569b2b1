import { sql } from "drizzle-orm";
import fc from "fast-check";
import postgres from "postgres";
import { afterEach, expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { newId } from "@/db/ids";
import { countDelivery } from "@/lib/analytics/commands/count-delivery";
import { DeliveryBuffer, type DeliveryCount } from "@/lib/analytics/commands/delivery-buffer";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";
import { type DeliveryBatch, writeBatch } from "@/lib/analytics/commands/write-batch";
import { listTop } from "@/lib/analytics/queries/list-top";
import { MOST_VALUES } from "@/lib/analytics/rules/kinds";
import { log } from "@/lib/log";
import { makeAccount, makeStudio } from "@/lib/testing/studio";
import { deliver, HIT, makeIdleSource } from "@/lib/testing/traffic";

useTestDatabase();
afterEach(() => void vi.restoreAllMocks());

const NOON = new Date("2026-11-18T12:00:00Z");

const delivery = (entry: Partial<DeliveryCount> = {}): DeliveryCount => ({
  accountId: "acc_1",
  sourceId: "src_1",
  at: NOON,
  ...HIT,
  ...entry,
});

const anyDelivery = (accountId: string): fc.Arbitrary<DeliveryCount> =>
  fc.record({
    accountId: fc.constant(accountId),
    sourceId: fc.constantFrom("src_1", "src_2", "src_3"),
    path: fc.oneof(fc.constantFrom("/hero.jpg", "/logo.png"), fc.string({ unit: "binary", maxLength: 800 })),
    at: fc.date({ min: new Date("2026-11-16T22:00:00Z"), max: new Date("2026-11-18T02:00:00Z"), noInvalidDate: true }),
    status: fc.constantFrom(200, 304, 403, 404, 410, 503),
    bytes: fc.nat(5_000_000),
    originalBytes: fc.option(fc.nat(50_000_000)),
    format: fc.constantFrom("avif", "webp", "jpeg", null),
    cacheHit: fc.boolean(),
    country: fc.constantFrom("PT", "DE", "xx", null),
    device: fc.constantFrom("desktop", "mobile", "tablet", "bot", "other"),
    referrer: fc.constantFrom("northlight.studio", "", null),
  });

/** What the sums must be, asked of the rows themselves. */
async function differences(accountId: string) {
  const measures = sql`count(*) as requests, sum(bytes) as bytes, coalesce(sum(original_bytes - bytes), 0) as saved,
    count(*) filter (where cache_hit) as hits, count(*) filter (where status >= 400) as errors, 0 as uncounted`;
  const own = sql`from deliveries where account_id = ${accountId}`;
  const sums = (table: string) =>
    sql`requests, bytes, saved, hits, errors, uncounted from ${sql.identifier(table)} where account_id = ${accountId}`;
  const values = {
    path: sql`case when status <> 404 then path end`,
    missing: sql`case when status = 404 then path end`,
    status: sql`status::text`,
    format: sql`case when status < 400 then coalesce(format, '') end`,
    device: sql`device`,
    country: sql`coalesce(country, '')`,
    referrer: sql`coalesce(referrer, '')`,
    cache: sql`case when cache_hit then 'hit' else 'miss' end`,
  };
  const tallied = Object.entries(values).flatMap(([kind, value]) =>
    (kind === "path" || kind === "missing" ? [sql`source_id`] : [sql`source_id`, sql`'*'`]).map(
      (
        source,
      ) => sql`select ${kind}::text, ${source} as source, (at at time zone 'utc')::date as day, ${value} as value, count(*), sum(bytes),
        coalesce(sum(original_bytes - bytes), 0) ${own} and ${value} is not null group by source, day, value`,
    ),
  );
  const different = (one: ReturnType<typeof sql>, other: ReturnType<typeof sql>) =>
    systemDb().execute(sql`(${one} except ${other}) union all (${other} except ${one})`);
  return [
    ...(await different(
      sql`select coalesce(source_id, '*'), date_bin('30 minutes', at, 'epoch') as span, ${measures} ${own} group by span, rollup (source_id)`,
      sql`select source_id, at, ${sums("delivery_half_hours")}`,
    )),
    ...(await different(
      sql`select coalesce(source_id, '*'), (at at time zone 'utc')::date as span, ${measures} ${own} group by span, rollup (source_id)`,
      sql`select source_id, day, ${sums("delivery_days")}`,
    )),
    ...(await different(
      sql`select * from (${sql.join(tallied, sql` union all `)}) t`,
      sql`select kind, source_id, day, value, requests, bytes, saved from delivery_tallies where account_id = ${accountId}`,
    )),
  ];
}

const countOf = async (accountId: string) => {
  const [row] = await systemDb().execute<{ n: number }>(
    sql`select count(*)::int as n from deliveries where account_id = ${accountId}`,
  );
  return row?.n;
};

test("sums are those of the rows, whatever arrives in whatever order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(anyDelivery(newId("account")), { maxLength: 30 }), { maxLength: 6 }),
      async (flushes) => {
        const accountId = newId("account");
        const buffer = new DeliveryBuffer();
        for (const entries of flushes) {
          for (const entry of entries) buffer.add({ ...entry, accountId });
          await buffer.flush();
          if (entries.length % 2) await tallyDeliveries();
        }
        await tallyDeliveries();
        expect(await countOf(accountId)).toBe(flushes.flat().length);
        expect(await differences(accountId)).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
});

test("fifty servers at once, some of which tally meanwhile, write each request once", async () => {
  const { id } = await makeAccount();
  const servers = Array.from({ length: 50 }, () => new DeliveryBuffer());
  const entries = fc.sample(anyDelivery(id), { numRuns: 6_000, seed: 1 });
  entries.forEach((entry, i) => servers[i % 50]?.add(entry));
  await Promise.all(servers.flatMap((server, i) => (i % 10 ? [server.flush()] : [server.flush(), tallyDeliveries()])));
  await Promise.all([tallyDeliveries(), tallyDeliveries()]);
  await tallyDeliveries();
  expect(await countOf(id)).toBe(entries.length);
  expect(await differences(id)).toEqual([]);
});

test("a batch whose fate is unknown is sent again and counts once", async () => {
  const accountId = newId("account");
  let lost = 0;
  // The database did it all, and the answer never came.
  const buffer = new DeliveryBuffer(async (batch) => {
    await writeBatch(batch);
    if (lost++ < 2) throw new Error("connection lost");
  });
  vi.spyOn(log, "fault").mockImplementation(() => undefined);
  for (let i = 0; i < 10; i++) buffer.add(delivery({ accountId }));
  for (let i = 0; i < 3; i++) await buffer.flush();
  await tallyDeliveries();
  expect(await countOf(accountId)).toBe(10);
  expect(await differences(accountId)).toEqual([]);
});

test("where the database is too slow for many batches at once, fewer are added up", async () => {
  const { id: accountId } = await makeAccount();
  for (let n = 0; n < 8; n++)
    await writeBatch({ key: `slow ${n}`, deliveries: [delivery({ accountId })], uncounted: [] });
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {} });
  await owner.unsafe(`create function be_slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.06); return new; end';
    create trigger slow before update on delivery_batches for each row execute function be_slow()`);
  await tallyDeliveries({ longestMs: 200 });
  await owner.unsafe("drop trigger slow on delivery_batches");
  await owner.end();
  const [counted] = await systemDb().execute(sql`
    select requests::int from delivery_tallies where account_id = ${accountId} and kind = 'device' and source_id = 'src_1'`);
  expect(counted).toEqual({ requests: 8 });
});

test("during an outage the buffer fills up; what comes beyond it is counted as uncounted", async () => {
  const accountId = newId("account");
  let down = true;
  const written: DeliveryBatch[] = [];
  const faults = vi.spyOn(log, "fault").mockImplementation(() => undefined);
  const warnings = vi.spyOn(log, "warn").mockImplementation(() => undefined);
  const buffer = new DeliveryBuffer(async (batch) => {
    if (down) throw new Error("the database is away");
    written.push(batch);
    await writeBatch(batch);
  }, 5);
  for (let i = 0; i < 8; i++) buffer.add(delivery({ accountId, path: `/${i}.jpg` }));
  await buffer.flush();
  buffer.add(delivery({ accountId, path: "/later.jpg" }));
  expect(faults).toHaveBeenCalledWith("deliveries.delayed", expect.any(Error), expect.anything());
  down = false;
  await buffer.flush();
  expect(await countOf(accountId)).toBe(6);
  expect(warnings).toHaveBeenCalledWith("deliveries.uncounted", { requests: 3 });
  const [sums] = await systemDb().execute(
    sql`select requests::int, uncounted::int from delivery_half_hours where account_id = ${accountId}`,
  );
  expect(sums).toEqual({ requests: 6, uncounted: 3 });
  await buffer.flush();
  expect(await countOf(accountId)).toBe(6);
});

test("a stop writes what is in memory, and what is answered after it before the process ends", async () => {
  const accountId = newId("account");
  const kept = globalThis as {
    apertureStops?: Set<() => Promise<unknown>>;
    apertureEnds?: Set<() => Promise<unknown>>;
  };
  for (let i = 0; i < 2_500; i++) countDelivery(delivery({ accountId }));
  for (const stop of kept.apertureStops ?? []) await stop();
  expect(await countOf(accountId)).toBe(2_500);
  countDelivery(delivery({ accountId }));
  for (const end of kept.apertureEnds ?? []) await end();
  expect(await countOf(accountId)).toBe(2_501);
});

test("counts are written within moments without anyone asking", async () => {
  const accountId = newId("account");
  countDelivery(delivery({ accountId }));
  await expect.poll(() => countOf(accountId), { timeout: 15_000 }).toBe(1);
});

test("whatever a stranger sends, its batch is written", async () => {
  const accountId = newId("account");
  const buffer = new DeliveryBuffer();
  const odd = ["/\0", "\ud800", "x".repeat(10_000), '{a,"b\\', "", "NULL"];
  for (const text of odd) buffer.add(delivery({ accountId, path: text, referrer: text, country: text, format: text }));
  await buffer.flush();
  await tallyDeliveries();
  expect(await countOf(accountId)).toBe(odd.length);
  expect(await differences(accountId)).toEqual([]);
});

test("paths that a stranger makes up are told apart up to a number a day, and those known before go on being counted", async () => {
  const { account, priya } = await makeStudio();
  const sourceId = await makeIdleSource(account, "Shop");
  const at = new Date("2026-10-25T12:00:00Z");
  const missing = (path: string) => ({ sourceId, at, path, status: 404, format: null, referrer: null });
  await deliver(account, [{ sourceId, at }, missing("/old.jpg"), missing("/old.jpg")]);
  for (const wave of [1, 2])
    await deliver(
      account,
      Array.from({ length: MOST_VALUES + 100 }, (_, i) => missing(`/${wave}/${i}`)),
    );
  await deliver(account, [missing("/old.jpg")]);
  const [kept] = await systemDb().execute(sql`select count(*)::int as paths, sum(requests)::int as requests
    from delivery_tallies where account_id = ${account.id} and kind = 'missing'`);
  expect(kept).toEqual({ paths: MOST_VALUES + 1, requests: 3 + 2 * (MOST_VALUES + 100) });
  const { lists } = await listTop(priya, { from: "2026-10-25", to: "2026-10-25" }, ["missing", "path"], 2);
  expect(lists.missing).toMatchObject({ total: kept?.requests, rows: [{ value: "/old.jpg", requests: 3 }, {}] });
  expect(lists.path.rows).toMatchObject([{ value: "/hero.jpg", requests: 1 }]);
});

test("a batch that cannot be written at all keeps no other from it, and counts as uncounted", async () => {
  const accountId = newId("account");
  const faults = vi.spyOn(log, "fault").mockImplementation(() => undefined);
  vi.spyOn(log, "warn").mockImplementation(() => undefined);
  const buffer = new DeliveryBuffer();
  for (const bytes of [100, 0.5]) buffer.add(delivery({ accountId, bytes }));
  await buffer.flush();
  expect(faults).toHaveBeenCalledWith("deliveries.refused", expect.anything());
  buffer.add(delivery({ accountId }));
  await buffer.flush();
  const [sums] = await systemDb().execute(
    sql`select requests::int, uncounted::int from delivery_half_hours where account_id = ${accountId}`,
  );
  expect(sums).toEqual({ requests: 1, uncounted: 2 });
});

test("a request of a person reads figures and writes none", async () => {
  const owner = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {} });
  for (const table of ["deliveries", "delivery_half_hours", "delivery_days", "delivery_tallies"]) {
    const [rights] = await owner`select has_table_privilege('aperture_app', ${table}, 'select') as reads,
      has_table_privilege('aperture_app', ${table}, 'insert, update, delete') as writes`;
    expect(rights).toEqual({ reads: true, writes: false });
  }
  await owner.end();
});
