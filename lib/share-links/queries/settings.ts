import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { canEver, refusal } from "@/lib/permissions/can";
import type { MediaSettings } from "@/lib/share-links/input";

const STANDARD: MediaSettings = { linkDays: null, linkPasscode: false, linkDownload: true };

/** What new links of the account begin with. Whoever makes links may know it. */
export async function findMediaSettings(actor: Actor): Promise<MediaSettings> {
  if (!canEver(actor, "shareLinks.create")) throw refusal("shareLinks.create");
  return withAccount(actor.account.id, (tx) => mediaSettingsOf(tx, actor.account.id));
}

export async function mediaSettingsOf(tx: Tx, accountId: string): Promise<MediaSettings> {
  const [row] = await tx.execute<MediaSettings>(sql`
    select link_days as "linkDays", link_passcode as "linkPasscode", link_download as "linkDownload"
    from media_settings where account_id = ${accountId}`);
  return row ?? STANDARD;
}
