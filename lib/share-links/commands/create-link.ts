import "server-only";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { shareLinks } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import { env } from "@/lib/env";
import { findItemFor, type FoundItem } from "@/lib/media/queries/find-item";
import type { CreateLink } from "@/lib/share-links/input";
import { mediaSettingsOf } from "@/lib/share-links/queries/settings";
import { whyNotSettings } from "@/lib/share-links/rules/link";
import { hashPasscode } from "@/lib/share-links/rules/passcode";
import { tokenOf } from "@/lib/share-links/rules/token";
import { hashToken } from "@/lib/tokens";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const OPERATION = "shareLinks.create";

/** Whoever holds the address can open the thing, as far as the link says. It survives renaming and moving. */
export async function createLink(actor: Actor, input: CreateLink): Promise<{ id: string; url: string }> {
  const passcodeHash = input.passcode ? await hashPasscode(input.passcode) : null;
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const found = await findItemFor(tx, turn.actor, OPERATION, input.item);
    if (input.kind === "request" && found.kind !== "folder")
      throw new AppError("invalid", "Files are asked for into a folder.", {
        fields: [{ path: "kind", message: "Only for a folder." }],
      });
    const { id } = await insertLink(tx, turn, found, input, passcodeHash);
    return { id, url: `${env().APERTURE_URL}/s/${tokenOf(id)}` };
  });
}

const column = { file: "fileId", folder: "folderId", collection: "collectionId" } as const;

async function insertLink(
  tx: Tx,
  turn: Turn,
  found: FoundItem,
  { kind, startsAt = null, expiresAt = null, note = "", ...limits }: CreateLink,
  passcodeHash: string | null,
): Promise<{ id: string }> {
  const rules = await mediaSettingsOf(tx, turn.account.id);
  refuseIf(whyNotSettings({ startsAt, expiresAt, hasPasscode: passcodeHash !== null }, rules, turn.now));
  const id = newId("shareLink");
  const { download = rules.linkDownload, maxViews = null, maxDownloads = null } = limits;
  const { maxUploads = null, maxUploadBytes = null } = limits;
  const settings = { startsAt, expiresAt, download, maxViews, maxDownloads, maxUploads, maxUploadBytes, note };
  await tx.insert(shareLinks).values({
    accountId: turn.account.id,
    id,
    kind,
    [column[found.kind]]: found.id,
    tokenHash: hashToken(tokenOf(id)),
    passcodeHash,
    ...settings,
    createdAt: turn.now,
    createdBy: turn.begun.startedBy,
    ownerId: turn.actor.memberId,
  });
  await recordAudit(
    tx,
    turn.actor,
    OPERATION,
    { kind: "share_link", id, name: found.name },
    { after: { kind, ...settings, hasPasscode: passcodeHash !== null } },
  );
  return { id };
}
