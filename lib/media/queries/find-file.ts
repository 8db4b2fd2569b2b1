import "server-only";
import { sql } from "drizzle-orm";
import { askingAccount } from "@/db/client";
import { notFound } from "@/lib/errors";
import { aroundFiles } from "@/lib/media/queries/around";
import { breadcrumbsOf, type Crumb } from "@/lib/media/queries/breadcrumbs";
import { type Field, fieldsOf } from "@/lib/media/queries/fields";
import { asRow } from "@/lib/page";
import { reachInto } from "@/lib/media/queries/reach";
import { fileColumns, type FileRow, type Selected, toFileRow } from "@/lib/media/queries/rows";
import type { MediaActor } from "@/lib/media/rules/media-actor";

export type FileDetails = FileRow & {
  /** The folders above it that are open to who asks. */
  breadcrumbs: Crumb[];
  /** Of the account, each with this file's value; null where it has none. */
  fields: (Field & { value: string | number | null })[];
  /** What the camera wrote, without the place. */
  exif: Record<string, string | number>;
  sha256: string;
  versions: number;
  /** Those that hold it and are open to who asks. */
  collections: Crumb[];
  /** Whether its thumbnail is still to be made. */
  isNew: boolean;
  /** Why it has no thumbnail; null where it has one, or is of a kind that has none. */
  flaw: string | null;
};

type Found = {
  row: Selected<FileRow>;
  path: string;
  metadata: Record<string, string | number>;
  exif: Record<string, string | number> | null;
  sha256: string;
  versions: number;
  collections: Crumb[];
  isNew: boolean;
  flaw: string | null;
};

/** One file with all that its page shows. */
export async function findFile(actor: MediaActor, fileId: string): Promise<FileDetails> {
  const accountId = actor.account.id;
  const reach = reachInto(actor, "media.view", aroundFiles(accountId, sql`${fileId}`));
  return askingAccount(accountId, async (ask) => {
    const [found] = await ask<Found>(sql`
      with ${reach.sources} select
        ${asRow(fileColumns(reach, sql`f`))} as row,
        coalesce((select d.path from folders d where d.account_id = f.account_id and d.id = f.folder_id), '') as path,
        f.metadata, b.exif, f.sha256, b.examined_at is null as "isNew", b.flaw,
        (select count(*)::int from file_versions v where v.account_id = f.account_id and v.file_id = f.id) as versions,
        (select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name) order by c.name_key, c.id), '[]')
          from collection_files m join collections c on c.account_id = m.account_id and c.id = m.collection_id
          where m.account_id = f.account_id and m.file_id = f.id and m.ended_at is null and ${reach.seesCollection(sql`c`)}) as collections
      from files f left join blobs b on b.account_id = f.account_id and b.sha256 = f.sha256
      where f.account_id = ${accountId} and f.id = ${fileId} and ${reach.seesFile(sql`f`)}`);
    if (!found) throw notFound("file");
    const { row, path, metadata, exif, ...rest } = found;
    const [fields, breadcrumbs] = await Promise.all([
      fieldsOf(ask, accountId),
      breadcrumbsOf(ask, accountId, reach, path),
    ]);
    return {
      ...toFileRow(actor, row),
      ...rest,
      exif: exif ?? {},
      breadcrumbs,
      fields: fields.map((field) => ({ ...field, value: metadata[field.id] ?? null })),
    };
  });
}
