import "server-only";
import { type Tx, withAccount } from "@/db/client";
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
import { slugsFor } from "@/lib/sources/rules/slug";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.create";

/**
 * Begins the first deployment at once; its images can be asked for when that has succeeded. Without an address it gets
 * that of its name, or the next one that is free: `press-images-2`.
 */
export async function createSource(actor: Actor, { name, type, ...given }: CreateSource): Promise<{ id: string }> {
  authorize(actor, OPERATION);
  requireNoLimit(actor, OPERATION);
  if (type === "library")
    throw new AppError("conflict", "Every account has one source of its library, from its first day on.");
  const { config, secrets } = checkConfig(type, given);
  const id = newId("source");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const row = { accountId: turn.account.id, id, name, type, createdAt: turn.now, createdBy: authorOf(actor) };
    const wanted = given.slug ? [given.slug] : slugsFor(name);
    const slug = await insertUnder(tx, { ...row, status: "deploying" }, wanted);
    const sealed = Object.keys(secrets).length > 0 ? sealSecrets(id, secrets) : null;
    await beginDeployment(tx, turn, { sourceId: id, number: 1, config, secrets: sealed });
    await recordSource(tx, actor, OPERATION, { id, name }, { after: { name, slug, type, ...config } });
    return { id };
  });
}

type Row = Omit<typeof sources.$inferInsert, "slug">;

/** @returns the first of these addresses that is free, where the source is now. Another account's may be in the way. */
async function insertUnder(tx: Tx, row: Row, slugs: readonly string[]): Promise<string> {
  for (const slug of slugs) {
    const [added] = await tx
      .insert(sources)
      .values({ ...row, slug })
      .onConflictDoNothing({ target: sources.slug })
      .returning({ id: sources.id });
    if (added) return slug;
  }
  throw slugTaken(slugs[0] ?? "");
}
