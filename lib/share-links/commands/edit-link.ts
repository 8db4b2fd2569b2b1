import "server-only";
import { and, eq } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { shareLinks } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, refuseIf } from "@/lib/errors";
import type { EditLink } from "@/lib/share-links/input";
import { type LinkForChange, linkForChange } from "@/lib/share-links/queries/link-for-change";
import { mediaSettingsOf } from "@/lib/share-links/queries/settings";
import { whyNotRestorable, whyNotSettings } from "@/lib/share-links/rules/link";
import { hashPasscode } from "@/lib/share-links/rules/passcode";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** `before` takes it back, except for a passcode, which nobody is told. */
type LinkEdited = { before: EditLink };

/**
 * Holds from the next request on, also for those who have the link open. The address stays. A later end restores a link
 * that has expired, as long as that is possible.
 */
export async function editLink(actor: Actor, { linkId, passcode, ...changes }: EditLink): Promise<LinkEdited> {
  const passcodeHash = passcode ? await hashPasscode(passcode) : passcode;
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "shareLinks.edit");
    const link = await linkForChange(tx, turn, "shareLinks.edit", linkId);
    if (link.isRevoked) throw new AppError("conflict", "This link is revoked. Restore it first.");
    if (changes.expiresAt !== undefined && link.expiresAt) refuseIf(whyNotRestorable([link.expiresAt], turn.now));
    const after = { ...settingsOf(link), ...changes };
    const kept = passcodeHash === undefined ? link.passcodeHash : passcodeHash;
    const rules = await mediaSettingsOf(tx, turn.account.id);
    if (changes.expiresAt !== undefined || changes.startsAt !== undefined || passcodeHash === null)
      refuseIf(whyNotSettings({ ...after, hasPasscode: kept !== null }, rules, turn.now));
    await tx
      .update(shareLinks)
      .set({ ...after, passcodeHash: kept })
      .where(and(eq(shareLinks.accountId, turn.account.id), eq(shareLinks.id, linkId)));
    await recordAudit(
      tx,
      turn.actor,
      "shareLinks.edit",
      { kind: "share_link", id: linkId, name: link.itemName },
      {
        before: { ...settingsOf(link), hasPasscode: link.passcodeHash !== null },
        after: {
          ...after,
          hasPasscode: kept !== null,
          ...(passcodeHash && link.passcodeHash && { passcode: "changed" }),
        },
      },
    );
    return { before: { linkId, ...settingsOf(link) } };
  });
}

const settingsOf = (link: LinkForChange) => {
  const { startsAt, expiresAt, download, maxViews, maxDownloads, maxUploads, maxUploadBytes, note } = link;
  return { startsAt, expiresAt, download, maxViews, maxDownloads, maxUploads, maxUploadBytes, note };
};
