import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { hasTxtRecord } from "@/lib/sources/dns";
import { proofRecordOf } from "@/lib/sources/rules/domain-proof";

type Wanted = { accountId: string; sourceId: string; domain: string };

/** Domains of what is delivered now, at which nobody answers yet. */
const waiting = sql`
  select s.account_id as "accountId", s.id as "sourceId", wanted.domain
  from sources s
  join deployments live on live.account_id = s.account_id and live.source_id = s.id and live.number = s.deployment,
    jsonb_array_elements_text(live.config -> 'domains') wanted(domain)
  where s.deleted_at is null and not exists (select from source_domains d where d.domain = wanted.domain)`;

/** Lets sources answer at domains whose record has appeared since they were deployed. */
export async function proveDomains(): Promise<void> {
  for (const { accountId, sourceId, domain } of await systemDb().execute<Wanted>(waiting))
    if (await hasTxtRecord(proofRecordOf(accountId, domain)))
      await systemDb().execute(sql`
        insert into source_domains (account_id, source_id, domain)
        select "accountId", "sourceId", domain from (${waiting}) still
        where "accountId" = ${accountId} and "sourceId" = ${sourceId} and domain = ${domain} on conflict do nothing`);
}
