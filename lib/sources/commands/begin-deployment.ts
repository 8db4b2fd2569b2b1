import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { deployments, sources } from "@/db/schema/sources";
import { authorOf } from "@/lib/actor";
import { enqueue } from "@/lib/jobs/enqueue";
import { ofSource } from "@/lib/sources/commands/source";
import type { SourceConfig } from "@/lib/sources/rules/config";
import type { Turn } from "@/lib/users/queries/lock-account";

type Beginning = {
  sourceId: string;
  number: number;
  config: SourceConfig;
  /** Sealed. */
  secrets: string | null;
  restored?: number;
};

/** The next number of a source, on its way; a job goes it once this transaction has committed. */
export async function beginDeployment(tx: Tx, { account, actor, now }: Turn, beginning: Beginning): Promise<void> {
  const id = newId("deployment");
  await tx.insert(deployments).values({
    ...beginning,
    accountId: account.id,
    id,
    status: "deploying",
    startedAt: now,
    startedBy: authorOf(actor),
    startedByName: actor.kind === "key" ? actor.key.name : actor.name,
    log: [],
  });
  await tx.update(sources).set({ status: "deploying" }).where(ofSource(account.id, beginning.sourceId));
  await enqueue(tx, "runDeployment", { accountId: account.id, deploymentId: id });
}
