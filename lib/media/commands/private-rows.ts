import type { Tx } from "@/db/client";
import { privateMedia } from "@/db/schema/media";
import type { ItemKind } from "@/lib/media/queries/find-item";
import type { Turn } from "@/lib/users/queries/lock-account";

/** @returns whether it was not private by itself already */
export async function beginPrivacy(
  tx: Tx,
  begun: Turn["begun"],
  { kind, id }: { kind: ItemKind; id: string },
): Promise<boolean> {
  const item = kind === "file" ? { fileId: id } : { folderId: id };
  const made = await tx
    .insert(privateMedia)
    .values({ ...begun, ...item })
    .onConflictDoNothing()
    .returning({ id: privateMedia.itemId });
  return made.length > 0;
}
