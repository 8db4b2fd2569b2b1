import postgres from "postgres";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";
import { shareDatabase } from "@/lib/testing/throw-away-server";

/** `ANALYTICS_REQUESTS=1000000` loads a tenth of it, in a tenth of the time. */
export const REQUESTS = Number(process.env.ANALYTICS_REQUESTS ?? 10_000_000);
export const SOURCES = 50;
const IMAGES = 200;
export const DAYS = 90;
export const ACCOUNT = { id: "acc_bench", slug: "bench", name: "Bench", plan: "enterprise" } as const;

/** A server on which ninety days of requests stand, with the sums that the application would have made of them. */
export async function loadRequests() {
  const ground = await shareDatabase();
  const owner = postgres(ground.env.DATABASE_URL, { max: 1, onnotice() {} });
  await owner`insert into accounts ${owner(ACCOUNT)}`;
  await owner.unsafe(`insert into sources (account_id, id, slug, name, type, status, created_by)
    select '${ACCOUNT.id}', 'src_' || n, 'bench-' || n, 'Source ' || n, 'web_folder', 'deployed', 'system' from generate_series(0, ${SOURCES - 1}) n`);
  for (const step of STEPS) await owner.unsafe(step);
  await owner.end();
  // What the page calls is for servers alone.
  return { ...ground, env: { ...ground.env, NODE_OPTIONS: "--conditions=react-server" } };
}

/** Rows arrive in the order of time; few images are wanted often, many seldom; two in a hundred are not there. */
const STEPS = [
  "drop index deliveries_batch, deliveries_at",
  `insert into deliveries (account_id, source_id, batch, at, path, status, bytes, original_bytes, format, cache_hit, country, device, referrer)
   select '${ACCOUNT.id}', 'src_' || floor(${SOURCES} * power(random(), 1.5))::int, n / 1000,
     date_bin('30 minutes', now(), 'epoch') - interval '${DAYS} days' + n * (interval '${DAYS} days' / ${REQUESTS}),
     '/catalogue/2026/image-' || floor(${IMAGES} * power(random(), 2.5))::int || '.jpg', case when n % 50 = 0 then 404 else 200 end,
     20000 + n % 70000, 200000 + n % 500000, (array['avif', 'webp', 'jpeg'])[1 + n % 3], n % 12 > 0,
     chr(65 + n % 8) || chr(65 + n % 7), (array['mobile', 'desktop', 'tablet', 'bot'])[1 + floor(4 * power(random(), 2))::int],
     'host-' || floor(30 * power(random(), 2))::int || '.example.com'
   from generate_series(0, ${REQUESTS - 1}) n`,
  "create index deliveries_batch on deliveries (batch)",
  "create index deliveries_at on deliveries using brin (at)",
  `insert into delivery_half_hours (account_id, source_id, at, requests, bytes, saved, hits, errors)
   select account_id, coalesce(source_id, '${ALL_SOURCES}'), date_bin('30 minutes', at, 'epoch') as half_hour, count(*), sum(bytes), sum(original_bytes - bytes),
     count(*) filter (where cache_hit), count(*) filter (where status >= 400)
   from deliveries group by account_id, half_hour, rollup (source_id) order by account_id, half_hour, source_id`,
  `insert into delivery_days (account_id, source_id, day, requests, bytes, saved, hits, errors)
   select account_id, source_id, (at at time zone 'utc')::date as day, sum(requests), sum(bytes), sum(saved), sum(hits), sum(errors)
   from delivery_half_hours group by account_id, source_id, day order by account_id, day, source_id`,
  ...[
    ["path", "path", "status <> 404"],
    ["missing", "path", "status = 404"],
    ["status", "status::text", "true"],
    ["format", "format", "status < 400"],
    ["device", "device", "true"],
    ["country", "country", "true"],
    ["referrer", "referrer", "true"],
    ["cache", "case when cache_hit then 'hit' else 'miss' end", "true"],
  ].map(
    ([kind, value, counted]) => `
   insert into delivery_tallies (account_id, kind, source_id, day, value, requests, bytes, saved)
   select account_id, '${kind}', source_id, (at at time zone 'utc')::date as day, ${value} as value, count(*), sum(bytes), sum(original_bytes - bytes)
   from deliveries where ${counted} group by account_id, source_id, day, value order by source_id, day`,
  ),
  `insert into delivery_tallies (account_id, kind, source_id, day, value, requests, bytes, saved)
   select account_id, kind, '${ALL_SOURCES}', day, value, sum(requests), sum(bytes), sum(saved) from delivery_tallies
   where kind not in ('path', 'missing') group by account_id, kind, day, value`,
  "vacuum analyze",
];
