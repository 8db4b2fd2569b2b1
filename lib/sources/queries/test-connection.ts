import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { deployments, sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { TryOrigin } from "@/lib/sources/input";
import { tryOrigin } from "@/lib/sources/queries/try-origin";
import { checkConfig } from "@/lib/sources/rules/check-config";
import { OriginFault, type Part, PARTS } from "@/lib/sources/rules/fault";
import { requireNoLimit, requireReach } from "@/lib/sources/rules/reach";
import { openSecrets } from "@/lib/sources/rules/secrets";

/** A part of the way to an image, and whether it holds. */
export type Tested = { part: string; passed: boolean; says: string };

/** Goes the way of delivery once with what a form holds, and says of each part whether it holds. Nothing is kept. */
export async function testConnection(actor: Actor, { sourceId, type, sample, ...given }: TryOrigin): Promise<Tested[]> {
  const known = await knownSecrets(actor, sourceId);
  const { config, secrets } = checkConfig(type, given, Object.keys(known));
  const tested: Tested[] = [];
  const tell = (part: Part, says: string, passed: boolean) => tested.push({ part: PARTS[part], passed, says });
  const tried = { accountId: actor.account.id, type, config, secrets: { ...known, ...secrets } };
  try {
    await tryOrigin(tried, sample ? [sample] : [], (part, says) => tell(part, says, true));
  } catch (error) {
    if (!(error instanceof OriginFault)) throw error;
    tell(error.part, error.message, false);
  }
  return tested;
}

async function knownSecrets(actor: Actor, sourceId: string | undefined): Promise<Record<string, string>> {
  if (sourceId === undefined) {
    authorize(actor, "sources.create");
    requireNoLimit(actor, "sources.create");
    return {};
  }
  authorize(actor, "sources.edit");
  requireReach(actor, sourceId);
  const [row] = await withAccount(actor.account.id, (tx) =>
    tx
      .select({ draft: sources.draftSecrets, live: deployments.secrets })
      .from(sources)
      .leftJoin(
        deployments,
        and(
          eq(deployments.accountId, sources.accountId),
          eq(deployments.sourceId, sources.id),
          eq(deployments.number, sources.deployment),
        ),
      )
      .where(and(eq(sources.accountId, actor.account.id), eq(sources.id, sourceId), isNull(sources.deletedAt))),
  );
  if (!row) throw notFound("source");
  return openSecrets(sourceId, row.draft ?? row.live);
}
