import { systemQuery } from "@/db/client";
import type { DeliveryCount } from "@/lib/analytics/commands/delivery-buffer";
import { ALL_SOURCES, LONGEST_PATH } from "@/lib/analytics/rules/kinds";

export type DeliveryBatch = {
  key: string;
  deliveries: readonly DeliveryCount[];
  /** Requests that were answered and not kept, by source and half hour. */
  uncounted: readonly { accountId: string; sourceId: string; at: Date; requests: number }[];
};

/**
 * One statement, so that rows and sums stand or fall together. Sums are written in one order everywhere, which keeps
 * servers from waiting for each other in a circle.
 */
const WRITE = `
with batch as (
  insert into delivery_batches (key) values ($1) on conflict do nothing returning number
), given as (
  select b.number, d.* from batch b, unnest($2::text[], $3::text[], $4::text[]::timestamptz[], $5::text[], $6::smallint[], $7::bigint[],
    $8::bigint[], $9::text[], $10::text[]::boolean[], $11::text[], $12::text[], $13::text[])
    as d (account_id, source_id, at, path, status, bytes, original_bytes, format, cache_hit, country, device, referrer)
), written as (
  insert into deliveries
    (batch, account_id, source_id, at, path, status, bytes, original_bytes, format, cache_hit, country, device, referrer)
  select * from given
), counted as (
  select account_id, source_id, date_bin('30 minutes', at, 'epoch') as at, count(*) as requests, sum(bytes) as bytes,
    coalesce(sum(original_bytes - bytes), 0) as saved, count(*) filter (where cache_hit) as hits,
    count(*) filter (where status >= 400) as errors, 0::bigint as uncounted
  from given group by 1, 2, 3
  union all
  select u.account_id, u.source_id, u.at, 0, 0, 0, 0, 0, u.requests from batch,
    unnest($14::text[], $15::text[], $16::text[]::timestamptz[], $17::bigint[]) as u (account_id, source_id, at, requests)
), half_hours as (
  select account_id, coalesce(source_id, '${ALL_SOURCES}') as source_id, at, sum(requests) as requests, sum(bytes) as bytes,
    sum(saved) as saved, sum(hits) as hits, sum(errors) as errors, sum(uncounted) as uncounted
  from counted group by account_id, at, rollup (source_id)
), by_half_hour as (
  insert into delivery_half_hours as h (account_id, source_id, at, requests, bytes, saved, hits, errors, uncounted)
  select * from half_hours order by account_id, source_id, at
  on conflict (account_id, source_id, at) do update set requests = h.requests + excluded.requests,
    bytes = h.bytes + excluded.bytes, saved = h.saved + excluded.saved, hits = h.hits + excluded.hits,
    errors = h.errors + excluded.errors, uncounted = h.uncounted + excluded.uncounted
)
insert into delivery_days as d (account_id, source_id, day, requests, bytes, saved, hits, errors, uncounted)
select account_id, source_id, (at at time zone 'utc')::date as day, sum(requests), sum(bytes), sum(saved), sum(hits),
  sum(errors), sum(uncounted)
from half_hours group by account_id, source_id, day order by account_id, day, source_id
on conflict (account_id, day, source_id) do update set requests = d.requests + excluded.requests,
  bytes = d.bytes + excluded.bytes, saved = d.saved + excluded.saved, hits = d.hits + excluded.hits,
  errors = d.errors + excluded.errors, uncounted = d.uncounted + excluded.uncounted`;

/** Writes a batch with its sums; one that stands there already is left as it is. */
export async function writeBatch({ key, deliveries, uncounted }: DeliveryBatch): Promise<void> {
  const column = <T>(read: (entry: DeliveryCount) => T) => deliveries.map(read);
  const gap = <T>(read: (entry: DeliveryBatch["uncounted"][number]) => T) => uncounted.map(read);
  await systemQuery(WRITE, [
    key,
    column((entry) => entry.accountId),
    column((entry) => entry.sourceId),
    column((entry) => entry.at.toISOString()),
    column((entry) => storable(entry.path, LONGEST_PATH)),
    column((entry) => entry.status),
    column((entry) => entry.bytes),
    column((entry) => entry.originalBytes),
    column((entry) => entry.format && storable(entry.format, 20)),
    column((entry) => String(entry.cacheHit)),
    column((entry) => (/^[A-Z]{2}$/.test(entry.country ?? "") ? entry.country : null)),
    column((entry) => entry.device),
    column((entry) => entry.referrer && storable(entry.referrer, 255)),
    gap((entry) => entry.accountId),
    gap((entry) => entry.sourceId),
    gap((entry) => entry.at.toISOString()),
    gap((entry) => entry.requests),
  ]);
}

/** What a stranger sent must never keep its batch from being written: no zero bytes, and no longer than an index takes. */
const storable = (text: string, most: number): string => text.replaceAll("\0", "").slice(0, most);
