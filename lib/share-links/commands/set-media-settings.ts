import "server-only";
import { withAccount } from "@/db/client";
import { mediaSettings } from "@/db/schema/shares";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { authorize } from "@/lib/permissions/can";
import type { MediaSettings } from "@/lib/share-links/input";
import { mediaSettingsOf } from "@/lib/share-links/queries/settings";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** Binds links that are made or changed from now on; those that are there stay as they are. */
export async function setMediaSettings(actor: Actor, after: MediaSettings): Promise<{ before: MediaSettings }> {
  authorize(actor, "settings.media");
  return withAccount(actor.account.id, async (tx) => {
    const { account, actor: current } = await lockAccount(tx, actor, "settings.media");
    const before = await mediaSettingsOf(tx, account.id);
    await tx
      .insert(mediaSettings)
      .values({ accountId: account.id, ...after })
      .onConflictDoUpdate({ target: mediaSettings.accountId, set: after });
    await recordAudit(
      tx,
      current,
      "settings.media",
      { kind: "account", id: account.id, name: account.name },
      { before, after },
    );
    return { before };
  });
}
