import { randomUUID } from "node:crypto";
import postgres from "postgres";
import type { Contender } from "../../../bin/bench.mjs";
import { askingAccount, closePools, systemQuery } from "@/db/client";
import { systemActor } from "@/lib/actor";
import { ACCOUNT, SOURCES } from "@/lib/analytics/bench/ground";
import { answerAll, LENGTH, type Question, timeAll } from "@/lib/analytics/bench/questions";
import type { DeliveryCount } from "@/lib/analytics/commands/delivery-buffer";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";
import { writeBatch } from "@/lib/analytics/commands/write-batch";
import { findSpan } from "@/lib/analytics/queries/find-span";
import { findTraffic } from "@/lib/analytics/queries/find-traffic";
import { listTop } from "@/lib/analytics/queries/list-top";
import { listDaysOf } from "@/lib/analytics/rules/list-days";
import type { Stretch } from "@/lib/analytics/rules/span";
import { addUp } from "@/lib/analytics/rules/sums";

const actor = systemActor(ACCOUNT, "Bench", "bench");
const BATCHES = 60;
/** What takes longer over the rows is cut off. */
const LONGEST_SECONDS = 20;

/** The queries of the page and the way in, as they are. */
export async function aperture(): Promise<Contender> {
  process.once("disconnect", () => void closePools());
  const answer = async (question: Question) => {
    if (question.of === "traffic") {
      const { points, before, sources } = await findTraffic(actor, question.search);
      return told(addUp(points).requests, addUp(before).bytes, sources.length);
    }
    const { lists } = await listTop(actor, question.search, [question.kind], LENGTH);
    return lists[question.kind].rows.map(({ requests }) => requests);
  };
  return {
    answers: await answerAll(answer),
    async measure() {
      const times = await timeAll(answer);
      const batches = makeBatches();
      const written = await timeOf(batches, (entries) =>
        writeBatch({ key: randomUUID(), deliveries: entries, uncounted: [] }),
      );
      const start = performance.now();
      await tallyDeliveries();
      return { ...times, ...ingest(written, written + performance.now() - start) };
    },
  };
}

/** The same questions of the requests themselves, which have the index on time that the application's table has. */
export async function rawRows(): Promise<Contender> {
  const client = postgres(process.env.DATABASE_URL ?? "", { max: 1, onnotice() {}, connection: { jit: "off" } });
  process.once("disconnect", () => void Promise.all([client.end(), closePools()]));
  const answer = async ({ search, ...question }: Question) => {
    const span = await askingAccount(ACCOUNT.id, (ask) => findSpan(ask, search));
    if (question.of === "traffic") {
      const [now, before] = [
        await rawTraffic(client, span, search.source),
        await rawTraffic(client, span.before, search.source),
      ];
      return told(now.requests, before.bytes, now.sources);
    }
    const { first, last } = listDaysOf(span);
    const value = { path: "source_id || path", missing: "source_id || path", country: "country", referrer: "referrer" }[
      question.kind as "path"
    ];
    const counted = { path: "status <> 404", missing: "status = 404" }[question.kind as "path"] ?? "true";
    const rows = await client.unsafe<{ requests: number }[]>(`
      select ${value} as value, count(*)::float8 as requests, sum(bytes)::float8 as bytes, sum(original_bytes - bytes)::float8 as saved
      from deliveries where account_id = '${ACCOUNT.id}' and at >= '${first} utc'::timestamptz and at < '${last} utc'::timestamptz + interval '1 day'
        and ${counted} group by 1 order by 2 desc limit ${LENGTH}`);
    return rows.map(({ requests }) => requests);
  };
  const answers = await answerAll(answer);
  await client.unsafe(`set statement_timeout = '${LONGEST_SECONDS}s'`); // not before: what was cut off could not be compared
  return {
    answers,
    async measure() {
      const times = await timeAll(answer);
      const written = await timeOf(makeBatches(), writeRowsAlone);
      return { ...times, ...ingest(written, written) };
    },
  };
}

const told = (requests: number, bytes: number, sources: number) => ({ requests, bytes, sources });

async function rawTraffic(client: postgres.Sql, { starts, to }: Stretch, source?: string) {
  const cuts = starts.map((start) => start.toISOString());
  const rows = await client.unsafe<{ i: number | null; requests: number; bytes: number }[]>(`
    select i, source_id, count(*)::float8 as requests, sum(bytes)::float8 as bytes, sum(original_bytes - bytes)::float8 as saved,
      count(*) filter (where cache_hit)::float8 as hits, count(*) filter (where status >= 400)::float8 as errors
    from (
      select *, width_bucket(at, '{${cuts.join(",")}}'::timestamptz[]) - 1 as i from deliveries
      where account_id = '${ACCOUNT.id}' and at >= '${cuts[0]}' and at < '${to.toISOString()}' ${source ? `and source_id = '${source}'` : ""}
    ) d group by grouping sets ((i), (source_id))`);
  const points = rows.filter(({ i }) => i !== null);
  return {
    requests: points.reduce((sum, { requests }) => sum + requests, 0),
    bytes: points.reduce((sum, { bytes }) => sum + bytes, 0),
    sources: rows.length - points.length,
  };
}

/** A second of a busy server: a thousand requests for the images of fifty sources, of an account that nobody asks about. */
const makeBatches = (): DeliveryCount[][] =>
  Array.from({ length: BATCHES }, (_, batch) =>
    Array.from({ length: 1_000 }, (_, i) => ({
      accountId: "acc_ingest",
      sourceId: `src_${i % SOURCES}`,
      path: `/catalogue/2026/image-${(i * 7919 + batch) % 200}.jpg`,
      at: new Date(),
      status: i % 50 === 0 ? 404 : 200,
      bytes: 20_000 + i,
      originalBytes: 200_000,
      format: "webp",
      cacheHit: i % 12 > 0,
      country: "PT",
      device: "mobile",
      referrer: "northlight.studio",
    })),
  );

async function timeOf(
  batches: DeliveryCount[][],
  write: (entries: DeliveryCount[]) => Promise<unknown>,
): Promise<number> {
  const start = performance.now();
  for (const entries of batches) await write(entries);
  return performance.now() - start;
}

const ingest = (written: number, listed: number) => ({
  "ingest, µs a request": written / BATCHES,
  "with its lists, µs": listed / BATCHES,
});

const writeRowsAlone = (entries: DeliveryCount[]) =>
  systemQuery(
    `insert into deliveries (batch, account_id, source_id, at, path, status, bytes, original_bytes, format, cache_hit, country, device, referrer)
     select 0, * from unnest($1::text[], $2::text[], $3::text[]::timestamptz[], $4::text[], $5::smallint[], $6::bigint[], $7::bigint[],
       $8::text[], $9::text[]::boolean[], $10::text[], $11::text[], $12::text[])`,
    [
      entries.map(({ accountId }) => accountId),
      entries.map(({ sourceId }) => sourceId),
      entries.map(({ at }) => at.toISOString()),
      entries.map(({ path }) => path),
      entries.map(({ status }) => status),
      entries.map(({ bytes }) => bytes),
      entries.map(({ originalBytes }) => originalBytes),
      entries.map(({ format }) => format),
      entries.map(({ cacheHit }) => String(cacheHit)),
      entries.map(({ country }) => country),
      entries.map(({ device }) => device),
      entries.map(({ referrer }) => referrer),
    ],
  );
