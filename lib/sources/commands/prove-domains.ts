import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { hasTxtRecord } from "@/lib/sources/dns";
import type { ProveDomain } from "@/lib/sources/input";
import { findSource } from "@/lib/sources/queries/find-source";
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
  for (const wanted of await systemDb().execute<Wanted>(waiting)) await prove(wanted);
}

/** `missing`: the record is not there. `taken`: it is, but another source answers at the domain. */
export type DomainProof = "proven" | "missing" | "taken";

/** Looks for the record of one domain at once, for whoever does not want to wait. */
export async function proveDomain(actor: Actor, { sourceId, domain }: ProveDomain): Promise<{ proof: DomainProof }> {
  authorize(actor, "sources.deploy");
  const { unproven, hosts } = await findSource(actor, sourceId);
  if (hosts.includes(domain)) return { proof: "proven" };
  if (!unproven.some((one) => one.domain === domain)) throw notFound("domain");
  return { proof: await prove({ accountId: actor.account.id, sourceId, domain }) };
}

async function prove({ accountId, sourceId, domain }: Wanted): Promise<DomainProof> {
  if (!(await hasTxtRecord(proofRecordOf(accountId, domain)))) return "missing";
  await systemDb().execute(sql`
    insert into source_domains (account_id, source_id, domain)
    select "accountId", "sourceId", domain from (${waiting}) still
    where "accountId" = ${accountId} and "sourceId" = ${sourceId} and domain = ${domain} on conflict do nothing`);
  const held = await systemDb().execute(sql`
    select from source_domains where account_id = ${accountId} and source_id = ${sourceId} and domain = ${domain}`);
  return held.length > 0 ? "proven" : "taken";
}
