import { sql } from "drizzle-orm";
import type { Owner } from "@/lib/demo/seed/owner";

/** Gives each purge the marks that it set, as far back as marks are kept. */
export const markPurges = (tx: Owner) =>
  tx.execute(sql`
    with marks as (
      insert into purge_marks (account_id, kind, source_id, target, at)
      select p.account_id, l.scope ->> 'kind', l.scope ->> 'sourceId', coalesce(l.scope ->> 'path', l.scope ->> 'prefix'), p.created_at
      from purges p join purge_lines l on l.account_id = p.account_id and l.purge_id = p.id
      where p.created_at > now() - interval '31 days'
      returning account_id, number, at
    )
    update purges p set mark = m.newest
    from (select account_id, at, max(number) as newest from marks group by account_id, at) m
    where m.account_id = p.account_id and m.at = p.created_at`);
