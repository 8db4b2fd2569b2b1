import { type SQL, sql } from "drizzle-orm";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";
import type { Owner } from "@/lib/demo/seed/owner";

const DAYS = 90;
/** Of these last hours the single requests stand too, not only their sums. */
const RAW_HOURS = 6;
/** The day on which the studio showed its autumn collection, counted back from today. */
const LAUNCH_DAY = 17;

/** Most wanted first. */
const PATHS = [
  ..."/autumn/hero.jpg /autumn/lookbook/01.jpg /brand/logo.svg /autumn/lookbook/02.jpg /home/cover.jpg".split(" "),
  ..."/autumn/lookbook/03.jpg /shop/oslo-lamp.jpg /shop/oslo-lamp-detail.jpg /team/mira.jpg /shop/arc-chair.jpg".split(
    " ",
  ),
  ..."/journal/light-and-paper.jpg /shop/tide-vase.jpg /press/studio-2026.jpg /shop/arc-chair-back.jpg".split(" "),
  ..."/journal/making-of.jpg /team/lea.jpg /shop/fjord-table.jpg /journal/winter-light.jpg /press/portrait.jpg".split(
    " ",
  ),
  ..."/shop/ember-candle.jpg /team/jonah.jpg /archive/2025/hero.jpg /archive/2024/hero.jpg /press/kit.png".split(" "),
];
const MISSING = "/summer/hero.jpg /shop/oslo-lamp-old.jpg /favicon.ico /wp-login.php /autumn/lookbook/12.jpg".split(
  " ",
);
const COUNTRIES = "PT DE GB ES US FR NL BR SE IT JP DK PL CA".split(" ");
const REFERRERS = ["northlight.studio", "", "instagram.com", "google.com", "shop.northlight.studio", "pinterest.com"];

/**
 * Ninety days of an account's images being looked at: quiet nights, slower weekends, a launch, and old addresses that lead
 * nowhere. What is written are bundles of equal requests, from which every sum is made, as it would be of the requests.
 */
export async function seedTraffic(tx: Owner, accountId: string): Promise<void> {
  await tx.execute(sql`select setseed(0.417)`);
  await tx.execute(sql`create temporary table bundles on commit drop as ${bundles(accountId)}`);
  await tx.execute(sql`
    insert into delivery_half_hours (account_id, source_id, at, requests, bytes, saved, hits, errors)
    select ${accountId}, coalesce(source_id, ${ALL_SOURCES}), at, ${SUMS}, sum(n) filter (where hit), coalesce(sum(n) filter (where status >= 400), 0)
    from bundles group by at, rollup (source_id)`);
  await tx.execute(sql`
    insert into delivery_days (account_id, source_id, day, requests, bytes, saved, hits, errors)
    select account_id, source_id, (at at time zone 'utc')::date, sum(requests), sum(bytes), sum(saved), sum(hits), sum(errors)
    from delivery_half_hours where account_id = ${accountId} group by 1, 2, 3`);
  for (const [kind, value, shared] of TALLIES) {
    await tx.execute(tallies(accountId, kind, value, sql`source_id`));
    if (shared) await tx.execute(tallies(accountId, kind, value, sql`${ALL_SOURCES}::text`));
  }
  await tx.execute(sql`
    insert into deliveries (account_id, source_id, batch, at, path, status, bytes, original_bytes, format, cache_hit, country, device, referrer)
    select ${accountId}, source_id, 0, at + random() * interval '30 minutes', path, status, bytes, original, format, hit,
      country, device, nullif(referrer, '')
    from bundles, generate_series(1, n) where at > now() - make_interval(hours => ${RAW_HOURS}::int)`);
}

const SUMS = sql`sum(n), sum(n * bytes), sum(n * coalesce(original - bytes, 0))`;

const TALLIES: readonly [kind: string, value: SQL, shared: boolean][] = [
  ["path", sql`case when status <> 404 then path end`, false],
  ["missing", sql`case when status = 404 then path end`, false],
  ["status", sql`status::text`, true],
  ["format", sql`case when status < 400 then format end`, true],
  ["device", sql`device`, true],
  ["country", sql`country`, true],
  ["referrer", sql`referrer`, true],
  ["cache", sql`case when hit then 'hit' else 'miss' end`, true],
];

const tallies = (accountId: string, kind: string, value: SQL, source: SQL) => sql`
  insert into delivery_tallies (account_id, source_id, kind, day, value, requests, bytes, saved)
  select ${accountId}, ${source} as source, ${kind}, (at at time zone 'utc')::date as day, ${value} as value, ${SUMS}
  from bundles where ${value} is not null group by source, day, value`;

/** An entry of a list, the earlier ones much more often. */
const oneOf = (values: readonly string[]) =>
  sql`(${`{${values.map((value) => `"${value}"`).join(",")}}`}::text[])[1 + floor(${values.length}::int * power(random(), 2.4))::int]`;

/** From the least to the most, each with its likelihood. */
const oneIn = (likelihoods: Record<string, number>) => {
  let upTo = 0;
  const cases = Object.entries(likelihoods).map(
    ([value, share]) => sql`when dice < ${(upTo += share)}::float8 then ${value}::text`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
};

const bundles = (accountId: string): SQL => sql`
  with hours as (
    select at, extract(epoch from now() - at) / 86400 as ago, extract(hour from at)::int as hour, extract(isodow from at)::int as weekday
    from generate_series(date_bin('30 minutes', now(), 'epoch') - make_interval(days => ${DAYS}::int),
      date_bin('30 minutes', now(), 'epoch'), interval '30 minutes') at
  ), rhythm as (
    select *, (0.12 + power(greatest(0, sin((hour - 5) * pi() / 18)), 1.4)) * case when weekday > 5 then 0.62 else 1 end
      * (1.35 - ago / 150) * (1 + 5.5 * case when ago < ${LAUNCH_DAY}::int then exp((ago - ${LAUNCH_DAY}::int) / 1.3) else 0 end) as busy
    from hours
  ), each as (
    select r.at, r.ago, s.id as source_id, s.place, greatest(1, round(260 * r.busy / power(s.place, 1.3) * (0.85 + 0.3 * random())) / 5)::int as n,
      random() as dice, random() as other, random() as third
    from rhythm r, generate_series(1, 5), (
      select id, row_number() over (order by type <> 'library', created_at, id) as place from sources
      where account_id = ${accountId} and deleted_at is null and deployment is not null) s
  ), asked as (
    select *, case when other < 0.022 then 404 when other < 0.026 then 403 when other < 0.0275 then 503 when other < 0.12 then 304 else 200 end as status
    from each
  )
  select source_id, at, n, status, case when status = 404 then ${oneOf(MISSING)} else ${oneOf(PATHS)} end as path,
    case when status >= 400 then null else ${oneIn({ avif: 0.46, webp: 0.4, jpeg: 0.11, png: 0.031 })} end as format,
    ${oneIn({ mobile: 0.57, desktop: 0.35, tablet: 0.045, bot: 0.036 })} as device,
    ${oneOf(COUNTRIES)} as country, ${oneOf(REFERRERS)} as referrer,
    status < 400 and third < case when ago between ${LAUNCH_DAY}::int - 0.4 and ${LAUNCH_DAY}::int then 0.71 else 0.935 end as hit,
    case when status = 200 then round((34000 + 90000 * third) * case when dice < 0.46 then 0.62 when dice < 0.86 then 0.8 else 1.5 end) else 240 end::bigint as bytes,
    case when status = 200 then round(160000 + 420000 * third) end::bigint as original
  from asked`;
