import "server-only";
import { withAccount } from "@/db/client";
import { sources } from "@/db/schema/sources";
import { type Actor, authorOf } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { ofSource, recordSource } from "@/lib/sources/commands/source";
import { sourceForChange } from "@/lib/sources/queries/source-for-change";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.disable";

/** From now on each of its addresses answers 410, until someone enables it. */
export async function disableSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const source = await sourceForChange(tx, turn, sourceId);
    if (source.status === "disabled") throw new AppError("conflict", `${source.name} is disabled already.`);
    if (source.status === "deploying")
      throw new AppError("conflict", `${source.name} is being deployed. Wait until that has ended.`);
    await tx
      .update(sources)
      .set({ status: "disabled", disabledAt: turn.now, disabledBy: authorOf(actor) })
      .where(ofSource(source.accountId, sourceId));
    await recordSource(tx, actor, OPERATION, source, {
      before: { status: source.status },
      after: { status: "disabled" },
    });
  });
}

/** Delivers again what it delivered before; where its last deployment failed, that is still so. */
export async function enableSource(actor: Actor, { sourceId }: { sourceId: string }): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const source = await sourceForChange(tx, await lockAccount(tx, actor, OPERATION), sourceId);
    if (source.status !== "disabled") throw new AppError("conflict", `${source.name} is not disabled.`);
    const status = source.newest?.isFailed ? "failed" : "deployed";
    await tx
      .update(sources)
      .set({ status, disabledAt: null, disabledBy: null })
      .where(ofSource(source.accountId, sourceId));
    await recordSource(tx, actor, OPERATION, source, { before: { status: "disabled" }, after: { status } });
  });
}
