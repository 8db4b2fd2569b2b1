import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { findItemFor } from "@/lib/media/queries/find-item";
import type { FileType } from "@/lib/media/rules/file-types";
import { authorName } from "@/lib/users/queries/author-name";

export type VersionRow = {
  id: string;
  number: number;
  isCurrent: boolean;
  type: FileType;
  mime: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
  sha256: string;
  /** The number of the version whose content it brought back. */
  restoredFrom: number | null;
  createdAt: Date;
  createdBy: string;
};

/** Newest first. */
export async function listVersions(actor: Actor, fileId: string): Promise<VersionRow[]> {
  return withAccount(actor.account.id, async (tx) => {
    await findItemFor(tx, actor, "media.history", { fileId });
    const rows = await tx.execute<Omit<VersionRow, "createdAt"> & { createdAt: string }>(sql`
      select v.id, v.number, v.number = f.version as "isCurrent", b.type, b.mime, b.size::float8 as size, b.width, b.height,
        v.sha256, v.restored_from as "restoredFrom", v.created_at as "createdAt",
        ${authorName(sql`v.account_id`, sql`v.created_by`)} as "createdBy"
      from file_versions v
      join files f on f.account_id = v.account_id and f.id = v.file_id
      join blobs b on b.account_id = v.account_id and b.sha256 = v.sha256
      where v.account_id = ${actor.account.id} and v.file_id = ${fileId} order by v.number desc`);
    return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
  });
}
