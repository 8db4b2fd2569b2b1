import "server-only";
import { sql } from "drizzle-orm";
import { type Ask, askingAccount } from "@/db/client";
import { authorOf } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { noteOpening } from "@/lib/media/commands/note-opening";
import { mayAt } from "@/lib/media/queries/find-item";
import { aroundFiles } from "@/lib/media/queries/around";
import { levelOfRank, reachInto } from "@/lib/media/queries/reach";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import { refusal } from "@/lib/permissions/can";
import type { Level } from "@/lib/permissions/operations";
import { storage } from "@/lib/storage/open";
import { type ByteRange, type Derivative, keyOf, NotStored } from "@/lib/storage/storage";

/** `original`: the bytes as they were uploaded; the others are pictures of them without what the camera wrote. */
type Rendition = "original" | Derivative;

export type Content = {
  name: string;
  mime: string;
  /** Bytes in all. */
  size: number;
  /** The same as long as the bytes are. */
  tag: string;
  read: (range?: ByteRange) => Promise<ReadableStream<Uint8Array>>;
};

type Asked = {
  rendition: Rendition;
  versionId?: string;
  use: "view" | "download";
  /** Whether further bytes are asked for of what is said to be open already, as a video player does. */
  goesOn?: boolean;
};

/**
 * The bytes of a file for whoever may have them. That a person looked at or took them is noted, further bytes of the same
 * once a day; of thumbnails it is not.
 */
export async function readContent(
  actor: MediaActor,
  fileId: string,
  { rendition, versionId, use, goesOn = false }: Asked,
): Promise<Content> {
  const { sha256, name, ...original } = await askingAccount(actor.account.id, async (ask) => {
    const found = await findReadable(ask, actor, fileId, versionId);
    if (!found) throw notFound("file");
    const { level, ...blob } = found;
    if (use === "download" && !mayAt(actor, "media.download", level)) throw refusal("media.download");
    if (blob.sha256 === null) throw notFound("version");
    // Visitors of share links are counted at their link.
    if (rendition !== "thumbnail" && actor.kind !== "share_link")
      noteOpening({ accountId: actor.account.id, fileId, openedBy: authorOf(actor), use, goesOn });
    return { ...blob, sha256: blob.sha256 };
  });
  const isOriginal = rendition === "original";
  const key = keyOf(sha256, isOriginal ? undefined : rendition);
  const size = isOriginal ? original.size : await storage().sizeOf(key);
  if (size === null) throw notFound("picture");
  const read = (range?: ByteRange) =>
    storage()
      .read(key, range)
      .catch((error: unknown) => {
        throw error instanceof NotStored ? notFound("file") : error;
      });
  return {
    name,
    mime: isOriginal ? original.mime : "image/webp",
    size,
    tag: `${sha256.slice(0, 32)}-${rendition}`,
    read,
  };
}

type Readable = { name: string; sha256: string | null; mime: string; size: number; level: Level | null };

/** A file that is open to who asks, with its current bytes or those of a version; one statement, planned once. */
export async function findReadable(
  ask: Ask,
  actor: MediaActor,
  fileId: string,
  versionId?: string,
): Promise<Readable | undefined> {
  const accountId = actor.account.id;
  const reach = reachInto(actor, "media.view", aroundFiles(accountId, sql`${fileId}`));
  const sha256 = versionId
    ? sql`(select v.sha256 from file_versions v where v.account_id = f.account_id and v.file_id = f.id and v.id = ${versionId})`
    : sql`f.sha256`;
  const [row] = await ask<Omit<Readable, "level"> & { rank: number | null }>(sql`
    with ${reach.sources} select f.name, b.sha256, b.mime, b.size::float8 as size, ${reach.rankOfFile(sql`f`)} as rank
    from files f left join blobs b on b.account_id = f.account_id and b.sha256 = ${sha256}
    where f.account_id = ${accountId} and f.id = ${fileId} and f.trashed_at is null and not exists (
      select from folders d where d.account_id = f.account_id and d.id = f.folder_id and d.trashed_at is not null)`);
  if (!row || row.rank === null) return undefined;
  const { rank, ...found } = row;
  return { ...found, level: levelOfRank(rank) };
}
