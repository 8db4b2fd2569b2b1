import { systemQuery } from "@/db/client";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";

/** As many batches as fit well into the time that a statement may take. */
const BATCHES = 50;

/**
 * One pass over the rows for all kinds. Paths are apart, because the same path of two sources is two images, while a
 * country is one country.
 */
const TALLY = `
with taken as (
  select number from delivery_batches where not tallied order by number limit $1 for update skip locked
), tallies as (
  select account_id, source_id, day, count(*) as requests, sum(bytes) as bytes,
    coalesce(sum(original_bytes - bytes), 0) as saved, coalesce(path, status, format, device, country, referrer) as value,
    case when grouping(path) = 0 then case when missing then 'missing' else 'path' end when grouping(status) = 0 then 'status'
      when grouping(format) = 0 then 'format' when grouping(device) = 0 then 'device' when grouping(country) = 0 then 'country'
      else 'referrer' end as kind
  from (
    select d.account_id, d.source_id, (d.at at time zone 'utc')::date as day, d.path, d.status = 404 as missing,
      d.status::text as status, coalesce(d.format, '') as format, d.status >= 400 as failed, d.device,
      coalesce(d.country, '') as country, coalesce(d.referrer, '') as referrer, d.bytes, d.original_bytes
    from deliveries d join taken on taken.number = d.batch
  ) given
  group by account_id, source_id, day,
    grouping sets ((path, missing), (status), (format, failed), (device), (country), (referrer))
  having failed is not true
), written as (
  insert into delivery_tallies as t (account_id, kind, day, source_id, value, requests, bytes, saved)
  select account_id, kind, day, source_id, value, requests, bytes, saved from (
    select account_id, kind, day, source_id, value, requests, bytes, saved from tallies
    union all
    select account_id, kind, day, '${ALL_SOURCES}', value, sum(requests), sum(bytes), sum(saved) from tallies
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
export async function tallyDeliveries(): Promise<void> {
  for (let batches = BATCHES; batches === BATCHES;) {
    const [row] = await systemQuery<{ batches: number }>(TALLY, [BATCHES]);
    batches = row?.batches ?? 0;
  }
}
