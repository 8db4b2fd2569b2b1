import { sql } from "drizzle-orm";
import type { Check } from "@/lib/fsck/checks/check";

export const SUMS: Record<string, Check> = {
  storage: {
    holds: "What an account stores is the sum of its contents",
    broken: sql`
      select a.slug as account, coalesce(u.bytes, 0) || ' bytes are counted and ' || b.bytes || ' are there' as what
      from accounts a left join storage_use u on u.account_id = a.id,
        lateral (select coalesce(sum(size), 0)::bigint as bytes from blobs where account_id = a.id) b
      where coalesce(u.bytes, 0) <> b.bytes`,
  },

  figures: {
    holds: "The figures of a day are those of its half hours and of its sources, and no request was tallied twice",
    broken: sql`
      select a.slug as account, 'the figures of ' || d.day || ' do not add up' as what from (
        select account_id, source_id, day, requests, bytes, hits, errors, uncounted from delivery_days
        except
        select account_id, source_id, (at at time zone 'utc')::date, sum(requests), sum(bytes), sum(hits), sum(errors), sum(uncounted)
        from delivery_half_hours group by 1, 2, 3) d
      join accounts a on a.id = d.account_id
      union all
      select a.slug, 'the sources of ' || d.day || ' do not add up' from delivery_days d join accounts a on a.id = d.account_id
      group by a.slug, d.day having sum(d.requests) is distinct from 2 * sum(d.requests) filter (where d.source_id = '*')
      union all
      select a.slug, 'more statuses than requests are listed on ' || t.day from (
        select account_id, day, sum(requests) as requests from delivery_tallies where kind = 'status' and source_id = '*' group by 1, 2) t
      join accounts a on a.id = t.account_id
      where t.requests > (select coalesce(sum(d.requests), 0) from delivery_days d where d.account_id = t.account_id and d.source_id = '*' and d.day = t.day)`,
  },
};
