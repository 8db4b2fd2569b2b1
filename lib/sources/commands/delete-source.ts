import "server-only";
import { and, eq, isNotNull } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { deployments, sourceDomains, sources } from "@/db/schema/sources";
import { type Actor, authorOf } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { ofSource, recordSource } from "@/lib/sources/commands/source";
import type { DeleteSource } from "@/lib/sources/input";
import { requestsLately } from "@/lib/sources/queries/requests-lately";
import { sourceForChange } from "@/lib/sources/queries/source-for-change";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.delete";

/** Its addresses answer 404 from now on and are nobody's again; its credentials are forgotten, its deployments stay on record. */
export async function deleteSource(actor: Actor, { sourceId, name }: DeleteSource): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const source = await sourceForChange(tx, turn, sourceId);
    if (source.type === "library")
      throw new AppError("conflict", "The source of the library stays with the account. It can be disabled.");
    if (source.status === "deploying")
      throw new AppError("conflict", `${source.name} is being deployed. Wait until that has ended.`);
    const requests = name === source.name ? 0 : await requestsLately(tx, source.accountId, sourceId);
    if (requests > 0)
      throw new AppError(
        "conflict",
        `${source.name} answered ${requests} requests within 24 hours. Confirm by its name.`,
        {
          fields: [{ path: "name", message: `Type ${source.name} to delete it all the same.` }],
        },
      );
    const { accountId } = source;
    await tx
      .update(sources)
      .set({ status: "deleted", draft: null, draftSecrets: null, deletedAt: turn.now, deletedBy: authorOf(actor) })
      .where(ofSource(accountId, sourceId));
    await tx
      .delete(sourceDomains)
      .where(and(eq(sourceDomains.accountId, accountId), eq(sourceDomains.sourceId, sourceId)));
    await tx
      .update(deployments)
      .set({ secrets: null })
      .where(
        and(eq(deployments.accountId, accountId), eq(deployments.sourceId, sourceId), isNotNull(deployments.secrets)),
      );
    await recordSource(tx, actor, OPERATION, source, { before: { slug: source.slug, deployment: source.deployment } });
  });
}
