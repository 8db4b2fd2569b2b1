import { sql } from "drizzle-orm";
import { wasCutOff, withSystem } from "@/db/client";
import { ALL_SOURCES, FREE_KINDS, MOST_VALUES, OTHERS } from "@/lib/analytics/rules/kinds";

/** As many batches as fit well into the time that a statement may take; on a machine that is busy, fewer do. */
const MOST_BATCHES = 50;
/** Milliseconds after which the database gives up, before we do: what only we give up goes on and holds its batches. */
const LONGEST_MS = 2_500;

const free = FREE_KINDS.map((kind) => `'${kind}'`).join(", ");

/**
 * One pass over the rows for all kinds. Paths are apart, because the same path of two sources is two images, while a
 * country is one country. Values that strangers choose are told apart up to a number, so that nobody can fill the table.
 */
const tally = (most: number) => `
with taken as (
  select number from delivery_batches where not tallied order by number limit ${most} for update skip locked
), tallies as (
  select account_id, source_id, day, count(*) as requests, sum(bytes) as bytes,
    coalesce(sum(original_bytes - bytes), 0) as saved, coalesce(path, status, format, device, country, referrer, cache) as value,
    case when grouping(path) = 0 then case when missing then 'missing' else 'path' end when grouping(status) = 0 then 'status'
      when grouping(format) = 0 then 'format' when grouping(device) = 0 then 'device' when grouping(country) = 0 then 'country'
      when grouping(referrer) = 0 then 'referrer' else 'cache' end as kind
  from (
    select d.account_id, d.source_id, (d.at at time zone 'utc')::date as day, d.path, d.status = 404 as missing,
      d.status::text as status, coalesce(d.format, '') as format, d.status >= 400 as failed, d.device,
      coalesce(d.country, '') as country, coalesce(d.referrer, '') as referrer,
      case when d.cache_hit then 'hit' else 'miss' end as cache, d.bytes, d.original_bytes
    from deliveries d join taken on taken.number = d.batch
  ) given
  group by account_id, source_id, day,
    grouping sets ((path, missing), (status), (format, failed), (device), (country), (referrer), (cache))
  having failed is not true
), room as (
  select account_id, kind, source_id, day, ${MOST_VALUES} - (select count(*) from delivery_tallies d
    where d.account_id = g.account_id and d.kind = g.kind and d.source_id = g.source_id and d.day = g.day) as values
  from (select distinct account_id, kind, source_id, day from tallies where kind in (${free})) g
), bounded as (
  select account_id, kind, day, source_id, sum(requests) as requests, sum(bytes) as bytes, sum(saved) as saved,
    case when kind in (${free}) and not known and place > room then '${OTHERS}' else value end as value
  from (
    select t.*, r.values as room, d.value is not null as known,
      row_number() over (partition by t.account_id, t.kind, t.source_id, t.day, d.value is null order by t.requests desc, t.value) as place
    from tallies t left join room r using (account_id, kind, source_id, day)
    left join delivery_tallies d on t.kind in (${free}) and d.account_id = t.account_id and d.kind = t.kind
      and d.source_id = t.source_id and d.day = t.day and d.value = t.value
  ) placed
  group by account_id, kind, day, source_id, 8
), written as (
  insert into delivery_tallies as t (account_id, kind, day, source_id, value, requests, bytes, saved)
  select account_id, kind, day, source_id, value, requests, bytes, saved from (
    select account_id, kind, day, source_id, value, requests, bytes, saved from bounded
    union all
    select account_id, kind, day, '${ALL_SOURCES}', value, sum(requests), sum(bytes), sum(saved) from bounded
    where kind not in ('path', 'missing') group by account_id, kind, day, value
  ) every
  order by account_id, kind, source_id, day, value
  on conflict (account_id, kind, source_id, day, value) do update set requests = t.requests + excluded.requests,
    bytes = t.bytes + excluded.bytes, saved = t.saved + excluded.saved
), settled as (
  update delivery_batches b set tallied = true from taken where b.number = taken.number returning 1
)
select count(*)::int as batches from settled`;

/** Adds what was delivered since the last time to the lists of images, countries and so on. Each batch counts once. */
export async function tallyDeliveries({ longestMs = LONGEST_MS } = {}): Promise<void> {
  for (let most = MOST_BATCHES; ;) {
    const batches = await tallySome(most, longestMs);
    if (batches === "too many") most = Math.ceil(most / 4);
    else if (batches < most) return;
  }
}

async function tallySome(most: number, longestMs: number): Promise<number | "too many"> {
  try {
    return await withSystem(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(longestMs)}, true)`);
      const [row] = await tx.execute<{ batches: number }>(sql.raw(tally(most)));
      return row?.batches ?? 0;
    });
  } catch (error) {
    if (most > 1 && wasCutOff(error)) return "too many";
    throw error;
  }
}
