import "server-only";
import { withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { sources } from "@/db/schema/sources";
import { type Actor, authorOf } from "@/lib/actor";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { beginDeployment } from "@/lib/sources/commands/begin-deployment";
import { recordSource, slugTaken } from "@/lib/sources/commands/source";
import type { CreateSource } from "@/lib/sources/input";
import { checkConfig } from "@/lib/sources/rules/check-config";
import { requireNoLimit } from "@/lib/sources/rules/reach";
import { sealSecrets } from "@/lib/sources/rules/secrets";
import { slugOf } from "@/lib/sources/rules/slug";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.create";

/** Begins the first deployment at once; its images can be asked for when that has succeeded. */
export async function createSource(actor: Actor, { name, type, ...given }: CreateSource): Promise<{ id: string }> {
  authorize(actor, OPERATION);
  requireNoLimit(actor, OPERATION);
  if (type === "library")
    throw new AppError("conflict", "Every account has one source of its library, from its first day on.");
  const { config, secrets } = checkConfig(type, given);
  const slug = given.slug ?? slugOf(name);
  const id = newId("source");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const row = { accountId: turn.account.id, id, slug, name, type, createdAt: turn.now, createdBy: authorOf(actor) };
    await tx.insert(sources).values({ ...row, status: "deploying" });
    const sealed = Object.keys(secrets).length > 0 ? sealSecrets(id, secrets) : null;
    await beginDeployment(tx, turn, { sourceId: id, number: 1, config, secrets: sealed });
    await recordSource(tx, actor, OPERATION, { id, name }, { after: { name, slug, type, ...config } });
    return { id };
  }).catch((error: unknown) => {
    throw slugTaken(error, slug);
  });
}
