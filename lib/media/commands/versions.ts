import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { fileVersions } from "@/db/schema/file-history";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import { addVersion, findContent, showVersion, stampOf } from "@/lib/media/commands/file-rows";
import { findItemFor } from "@/lib/media/queries/find-item";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type Version = { fileId: string; versionId: string };

/** The old content becomes a new version, so that nothing in between is lost. */
export async function restoreVersion(actor: Actor, { fileId, versionId }: Version): Promise<{ number: number }> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.restoreVersion");
    const file = await findItemFor(tx, turn.actor, "media.restoreVersion", { fileId });
    const version = (await versionsOf(tx, turn, fileId)).find(({ id }) => id === versionId);
    if (!version) throw notFound("version");
    const content = await findContent(tx, turn.account.id, version.sha256);
    const number = await addVersion(tx, stampOf(turn), fileId, content, version.number);
    await recordAudit(
      tx,
      turn.actor,
      "media.restoreVersion",
      { kind: "file", id: fileId, name: file.name },
      { after: { version: number, restoredFrom: version.number } },
    );
    return { number };
  });
}

/** Its content is gone for good. Where it was the current one, the one before is current again. */
export async function deleteVersion(actor: Actor, { fileId, versionId }: Version): Promise<void> {
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.deleteVersion");
    const file = await findItemFor(tx, turn.actor, "media.deleteVersion", { fileId });
    const versions = await versionsOf(tx, turn, fileId);
    const gone = versions.find(({ id }) => id === versionId);
    if (!gone) throw notFound("version");
    const [newest, next] = versions;
    if (!newest || !next) throw new AppError("conflict", "This is the only version. Delete the file in place of it.");
    await tx
      .delete(fileVersions)
      .where(and(eq(fileVersions.accountId, turn.account.id), eq(fileVersions.id, versionId)));
    if (gone === newest)
      await showVersion(tx, stampOf(turn), fileId, next.number, await findContent(tx, turn.account.id, next.sha256));
    await recordAudit(
      tx,
      turn.actor,
      "media.deleteVersion",
      { kind: "file", id: fileId, name: file.name },
      { before: { version: gone.number } },
    );
  });
}

/** Newest first. */
const versionsOf = (tx: Tx, turn: Turn, fileId: string) =>
  tx
    .select({ id: fileVersions.id, number: fileVersions.number, sha256: fileVersions.sha256 })
    .from(fileVersions)
    .where(and(eq(fileVersions.accountId, turn.account.id), eq(fileVersions.fileId, fileId)))
    .orderBy(desc(fileVersions.number));
