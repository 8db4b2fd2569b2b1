import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { LogLine } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { toDate } from "@/lib/to-date";
import { authorize, can } from "@/lib/permissions/can";
import { originOf } from "@/lib/sources/origins/registry";
import { sourceColumns, type SourceRow, toSourceRow } from "@/lib/sources/queries/list-sources";
import { requestsLately } from "@/lib/sources/queries/requests-lately";
import { type Change, changesBetween } from "@/lib/sources/rules/changes";
import { readConfig, type SourceConfig } from "@/lib/sources/rules/config";
import { type ProofRecord, proofRecordOf } from "@/lib/sources/rules/domain-proof";
import { requireReach } from "@/lib/sources/rules/reach";
import { openSecrets, signingTokenOf } from "@/lib/sources/rules/secrets";

export type Deployment = {
  id: string;
  number: number;
  status: "deploying" | "deployed" | "failed";
  restored: number | null;
  log: LogLine[];
  startedAt: Date;
  finishedAt: Date | null;
  /** The name of the person or key. */
  by: string;
  /** What it changed, against what was delivered when it was made. */
  changes: Change[];
};

export type SourceDetails = SourceRow & {
  live: SourceConfig | null;
  draft: SourceConfig | null;
  /** What the next deployment would change. */
  changes: Change[];
  /** Names of the credentials that are there. */
  secretsSet: string[];
  /** Signs addresses; null for whoever may not change the source. */
  token: string | null;
  /** Host names that lead to it. */
  hosts: string[];
  /** Domains at which it will answer once this record is there. */
  unproven: (ProofRecord & { domain: string })[];
  /** Within 24 hours. */
  requests: number;
  /** Newest first. */
  deployments: Deployment[];
};

type Stored = Record<string, unknown>;

type Found = {
  row: Parameters<typeof toSourceRow>[1];
  draft: Stored | null;
  draftSecrets: string | null;
  tokenNumber: number;
  domains: string[];
  deployments: (Omit<Deployment, "startedAt" | "finishedAt" | "changes"> & {
    config: Stored;
    secrets: string | null;
    startedAt: string;
    finishedAt: string | null;
  })[];
};

/** Deployments that a source shows. */
const SHOWN = 50;

/** One source with its configurations. Of credentials it says which are there, and nothing else. */
export async function findSource(actor: Actor, id: string): Promise<SourceDetails> {
  authorize(actor, "sources.view");
  requireReach(actor, id);
  const accountId = actor.account.id;
  const { found, requests } = await withAccount(accountId, async (tx) => {
    const [row] = await tx.execute<Found>(sql`
      select (select to_jsonb(r) from (select ${sourceColumns}) r) as row, s.draft, s.draft_secrets as "draftSecrets",
        s.token_number as "tokenNumber",
        array(select o.domain from source_domains o where o.account_id = s.account_id and o.source_id = s.id order by o.domain) as domains, (select coalesce(jsonb_agg(d order by d.number desc), '[]') from (
          select d.id, d.number, d.status, d.restored, d.log, d.config, d.secrets, d.started_by_name as by,
            d.started_at as "startedAt", d.finished_at as "finishedAt"
          from deployments d where d.account_id = s.account_id and d.source_id = s.id order by d.number desc limit ${SHOWN}) d) as deployments
      from sources s where s.account_id = ${accountId} and s.id = ${id} and s.deleted_at is null`);
    if (!row) throw notFound("source");
    return { found: row, requests: await requestsLately(tx, accountId, id) };
  });
  return { ...detailsOf(actor, found), requests };
}

function detailsOf(actor: Actor, { row, draft: stored, draftSecrets, tokenNumber, domains, deployments }: Found) {
  const source = toSourceRow(actor, row);
  const { fields } = originOf(source.type);
  const labels = Object.fromEntries(fields.filter(({ isSecret }) => !isSecret).map(({ name, label }) => [name, label]));
  const draft = stored && readConfig(stored);
  const current = deployments.find(({ number }) => number === source.deployment);
  const live = current ? readConfig(current.config) : null;
  const renewed = draftSecrets
    ? [
        current?.secrets
          ? { label: "Credentials", before: "as they are", after: "replaced" }
          : { label: "Credentials", before: "none", after: "entered" },
      ]
    : [];
  return {
    ...source,
    live,
    draft,
    changes: [...(draft ? changesBetween(live, draft, labels) : []), ...renewed],
    secretsSet: Object.keys(openSecrets(source.id, draftSecrets ?? current?.secrets ?? null)),
    token: can(actor, "sources.edit") ? signingTokenOf(source.id, tokenNumber) : null,
    hosts: [`${source.slug}.${new URL(env().APERTURE_URL).host}`, ...domains],
    unproven: (live?.domains ?? [])
      .filter((domain) => !domains.includes(domain))
      .map((domain) => ({ domain, ...proofRecordOf(actor.account.id, domain) })),
    deployments: deployments.map(({ config, secrets: _sealed, ...deployment }) => ({
      ...deployment,
      startedAt: new Date(deployment.startedAt),
      finishedAt: toDate(deployment.finishedAt),
      changes: changesBetween(configBefore(deployments, deployment.number), readConfig(config), labels),
    })),
  };
}

/** What was delivered before this number. */
function configBefore(deployments: Found["deployments"], number: number): SourceConfig | null {
  const before = deployments.find((other) => other.number < number && other.status === "deployed");
  return before ? readConfig(before.config) : null;
}
