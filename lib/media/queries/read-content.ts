import "server-only";
import { sql } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { authorOf } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { findItemFor } from "@/lib/media/queries/find-item";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { storage } from "@/lib/storage/open";
import { type ByteRange, type Derivative, keyOf, NotStored } from "@/lib/storage/storage";

/** `original`: the bytes as they were uploaded; the others are pictures of them without what the camera wrote. */
export type Rendition = "original" | Derivative;

export type Content = {
  name: string;
  mime: string;
  /** Bytes in all. */
  size: number;
  /** The same as long as the bytes are. */
  tag: string;
  read: (range?: ByteRange) => Promise<ReadableStream<Uint8Array>>;
};

type Asked = { rendition: Rendition; versionId?: string; use: "view" | "download" };

/** The bytes of a file for whoever may have them. That a person looked at or took them is noted; of thumbnails it is not. */
export async function readContent(
  actor: MediaActor,
  fileId: string,
  { rendition, versionId, use }: Asked,
): Promise<Content> {
  const found = await withAccount(actor.account.id, async (tx) => {
    await findItemFor(tx, actor, use === "download" ? "media.download" : "media.view", { fileId });
    if (versionId !== undefined) await findItemFor(tx, actor, "media.history", { fileId });
    const blob = await findBlob(tx, actor, fileId, versionId);
    if (rendition !== "thumbnail") await noteOpening(tx, actor, fileId, use);
    return blob;
  });
  const { sha256, name } = found;
  const mime = rendition === "original" ? found.mime : "image/webp";
  const key = keyOf(sha256, rendition === "original" ? undefined : rendition);
  const size = rendition === "original" ? found.size : await storage().sizeOf(key);
  if (size === null) throw notFound("picture");
  const read = (range?: ByteRange) =>
    storage()
      .read(key, range)
      .catch((error: unknown) => {
        throw error instanceof NotStored ? notFound("file") : error;
      });
  return { name, mime, size, tag: `${sha256.slice(0, 32)}-${rendition}`, read };
}

type Blob = { name: string; sha256: string; mime: string; size: number };

async function findBlob(tx: Tx, actor: MediaActor, fileId: string, versionId?: string): Promise<Blob> {
  const accountId = actor.account.id;
  const version = versionId
    ? sql`(select v.sha256 from file_versions v where v.account_id = f.account_id and v.file_id = f.id and v.id = ${versionId})`
    : sql`f.sha256`;
  const [row] = await tx.execute<Blob>(sql`
    select f.name, b.sha256, b.mime, b.size::float8 as size from files f
    join blobs b on b.account_id = f.account_id and b.sha256 = ${version}
    where f.account_id = ${accountId} and f.id = ${fileId}`);
  if (!row) throw notFound(versionId ? "version" : "file");
  return row;
}

/** For the question who opened what; visitors of share links are counted at their link. */
async function noteOpening(tx: Tx, actor: MediaActor, fileId: string, use: "view" | "download"): Promise<void> {
  if (actor.kind === "share_link") return;
  const [views, downloads] = use === "view" ? [1, 0] : [0, 1];
  await tx.execute(sql`
    insert into file_openings as o (account_id, file_id, opened_by, day, views, downloads, last_at)
    values (${actor.account.id}, ${fileId}, ${authorOf(actor)}, (now() at time zone 'utc')::date, ${views}, ${downloads}, now())
    on conflict (account_id, file_id, day, opened_by) do update
      set views = o.views + excluded.views, downloads = o.downloads + excluded.downloads, last_at = excluded.last_at`);
}
