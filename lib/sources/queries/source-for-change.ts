import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { deployments, sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { readConfig, type SourceConfig, type SourceType } from "@/lib/sources/rules/config";
import { requireReach } from "@/lib/sources/rules/reach";
import type { Turn } from "@/lib/users/queries/lock-account";

export type SourceForChange = Omit<typeof sources.$inferSelect, "type" | "draft"> & {
  type: SourceType;
  draft: SourceConfig | null;
  /** The newest deployment, whatever became of it. */
  newest: { number: number; config: SourceConfig; secrets: string | null; isFailed: boolean } | null;
  /** What is delivered, or would be. */
  live: { number: number; config: SourceConfig; secrets: string | null } | null;
};

/** A source within the reach of who asks, not deleted; it waits for the deployment that is finishing, if any. */
export async function sourceForChange(tx: Tx, { account, actor }: Turn, id: string): Promise<SourceForChange> {
  requireReach(actor, id);
  await tx
    .select({ id: sources.id })
    .from(sources)
    .where(and(eq(sources.accountId, account.id), eq(sources.id, id)))
    .for("update");
  return sourceAsItIs(tx, actor, id);
}

/** The same without waiting, for what changes nothing. */
export async function sourceAsItIs(tx: Tx, actor: Actor, id: string): Promise<SourceForChange> {
  requireReach(actor, id);
  const accountId = actor.account.id;
  const [row] = await tx
    .select()
    .from(sources)
    .where(and(eq(sources.accountId, accountId), eq(sources.id, id)));
  if (!row || row.deletedAt) throw notFound("source");
  const made = await tx
    .select({
      number: deployments.number,
      config: deployments.config,
      secrets: deployments.secrets,
      status: deployments.status,
    })
    .from(deployments)
    .where(and(eq(deployments.accountId, accountId), eq(deployments.sourceId, id)))
    .orderBy(desc(deployments.number));
  const read = made.map(({ config, status, ...rest }) => ({
    ...rest,
    config: readConfig(config),
    isFailed: status === "failed",
  }));
  return {
    ...row,
    type: row.type as SourceType,
    draft: row.draft && readConfig(row.draft),
    newest: read[0] ?? null,
    live: read.find(({ number }) => number === row.deployment) ?? null,
  };
}
