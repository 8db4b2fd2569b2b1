import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import type { Actor, ActorAccount } from "@/lib/actor";
import { createSource } from "@/lib/sources/commands/create-source";
import { runDeployment } from "@/lib/sources/commands/run-deployment";
import { type NewConfig, sourceConfig, type SourceType } from "@/lib/sources/rules/config";

/** Runs the deployment of a source that is under way, as the job does. */
export async function runDeploymentOf(sourceId: string): Promise<void> {
  const [row] = await systemDb().execute<{ accountId: string; deploymentId: string }>(sql`
    select account_id as "accountId", id as "deploymentId" from deployments where source_id = ${sourceId} and status = 'deploying'`);
  if (row) await runDeployment(row);
}

let made = 0;

/** A source whose first deployment has ended, well or not. */
export async function makeSource(
  actor: Actor,
  type: SourceType,
  config: NewConfig,
  {
    secrets = {},
    name = `Source ${(made += 1)} ${Date.now()}`,
  }: { secrets?: Record<string, string>; name?: string } = {},
): Promise<string> {
  const { id } = await createSource(actor, { name, type, config: sourceConfig.parse(config), secrets });
  await runDeploymentOf(id);
  return id;
}

/** Requests of this hour, as if they had been counted. */
export const countRequests = ({ id }: ActorAccount, sourceId: string, requests: number) =>
  systemDb().execute(sql`insert into delivery_half_hours (account_id, source_id, at, requests)
    values (${id}, ${sourceId}, date_trunc('hour', now()), ${requests})`);
