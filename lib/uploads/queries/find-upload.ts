import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import { AppError, notFound } from "@/lib/errors";
import { isUploadId } from "@/lib/uploads/rules/tus";
import type { MediaActor } from "@/lib/media/rules/media-actor";

export type UploadTarget = {
  folderId: string | null;
  fileId: string | null;
  name: string;
  clash: "version" | "keep" | "skip";
};

export type Upload = UploadTarget & {
  id: string;
  size: number;
  expiresAt: Date;
  /** The file that it became. */
  resultId: string | null;
};

/** An upload of who asks, or of the link they came by; nobody else's exists. @throws AppError `not_found`, `gone` once it has expired */
export async function findUpload(actor: MediaActor, id: string): Promise<Upload> {
  if (!isUploadId(id)) throw notFound("upload");
  const own =
    actor.kind === "share_link"
      ? sql`link_id = ${actor.link.id}`
      : sql`member_id is not distinct from ${actor.memberId}::text and link_id is null`;
  const [row] = await withAccount(actor.account.id, (tx) =>
    tx.execute<Omit<Upload, "expiresAt"> & { expiresAt: string; expired: boolean }>(sql`
      select id, folder_id as "folderId", file_id as "fileId", name, clash, size::float8 as size, expires_at as "expiresAt",
        expires_at <= now() and finished_at is null as expired, result_id as "resultId"
      from uploads where account_id = ${actor.account.id} and id = ${id} and ${own}`),
  );
  if (!row) throw notFound("upload");
  const { expired, ...upload } = row;
  if (expired) throw new AppError("gone", "This upload was not finished in time. Begin it again.");
  return { ...upload, expiresAt: new Date(upload.expiresAt) };
}
