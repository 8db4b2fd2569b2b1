import "server-only";
import { and, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { deployments, sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { AppError, notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { beginDeployment } from "@/lib/sources/commands/begin-deployment";
import { ofSource, recordSource } from "@/lib/sources/commands/source";
import type { RollBack } from "@/lib/sources/input";
import { type SourceForChange, sourceForChange } from "@/lib/sources/queries/source-for-change";
import { readConfig, type SourceConfig } from "@/lib/sources/rules/config";
import { keptSecretsFor, needsSecrets } from "@/lib/sources/rules/kept-secrets";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** Makes the draft live, or tries what is live once more. What was delivered before is delivered until it has succeeded. */
export async function deploySource(actor: Actor, { sourceId }: { sourceId: string }): Promise<{ number: number }> {
  authorize(actor, "sources.deploy");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "sources.deploy");
    const source = await sourceForChange(tx, turn, sourceId);
    requireReady(source);
    const config = source.draft ?? (source.live ?? source.newest)?.config;
    if (!config) throw notFound("deployment");
    const number = nextOf(source);
    await beginDeployment(tx, turn, { sourceId, number, config, secrets: secretsFor(source, config) });
    await tx.update(sources).set({ draft: null, draftSecrets: null }).where(ofSource(source.accountId, sourceId));
    await recordSource(tx, actor, "sources.deploy", source, {
      before: { deployment: source.deployment },
      after: { number },
    });
    return { number };
  });
}

/** Deploys the configuration of an earlier number under a new one, with the credentials of today. A draft stays. */
export async function rollBackSource(
  actor: Actor,
  { sourceId, number: restored }: RollBack,
): Promise<{ number: number }> {
  authorize(actor, "sources.rollBack");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "sources.rollBack");
    const source = await sourceForChange(tx, turn, sourceId);
    requireReady(source);
    if (restored === source.deployment) throw new AppError("conflict", `Number ${restored} is what is delivered now.`);
    const config = await configOf(tx, source, restored);
    const number = nextOf(source);
    const secrets = secretsFor({ ...source, draftSecrets: null }, config);
    await beginDeployment(tx, turn, { sourceId, number, config, secrets, restored });
    await recordSource(tx, actor, "sources.rollBack", source, {
      before: { deployment: source.deployment },
      after: { number, restored },
    });
    return { number };
  });
}

/** @throws AppError where the credentials were entered for another place than this configuration leads to */
function secretsFor(source: SourceForChange, config: SourceConfig): string | null {
  const secrets = keptSecretsFor(source, config);
  if (secrets === null && needsSecrets(source.type))
    throw new AppError(
      "conflict",
      "No credentials are kept for where these settings lead. Enter them in the settings, and deploy those.",
    );
  return secrets;
}

const nextOf = ({ newest }: SourceForChange) => (newest?.number ?? 0) + 1;

function requireReady({ status, name }: SourceForChange): void {
  if (status === "deploying") throw new AppError("conflict", `${name} is being deployed. Wait until that has ended.`);
  if (status === "disabled") throw new AppError("conflict", `${name} is disabled. Enable it first.`);
}

async function configOf(tx: Tx, { accountId, id }: SourceForChange, number: number) {
  const [row] = await tx
    .select({ config: deployments.config, status: deployments.status })
    .from(deployments)
    .where(and(eq(deployments.accountId, accountId), eq(deployments.sourceId, id), eq(deployments.number, number)));
  if (!row) throw notFound("deployment");
  if (row.status !== "deployed")
    throw new AppError("conflict", `Number ${number} was never delivered: its deployment failed.`);
  return readConfig(row.config);
}
