import "server-only";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { isPrivateFile } from "@/lib/media/queries/privacy";

export type FileAt = {
  id: string;
  sha256: string;
  mime: string;
  /** Bytes. */
  size: number;
  tags: string[];
  updatedAt: Date;
  /** Every folder above it. */
  folderIds: string[];
  /** By itself, or by a folder above it. */
  isPrivate: boolean;
};

/** The file that the names of folders and its own lead to from the library's root; names differ by more than capitals. */
export async function findFileAt(accountId: string, names: readonly string[]): Promise<FileAt | null> {
  const folders = names.slice(0, -1);
  const name = names.at(-1) ?? "";
  const [row] = await systemDb().execute<Omit<FileAt, "updatedAt"> & { updatedAt: string }>(sql`
    with recursive way as (
      select null::text as id, 0 as depth, '{}'::text[] as ids
      union all
      select d.id, w.depth + 1, w.ids || d.id from way w join folders d on d.account_id = ${accountId}
        and coalesce(d.parent_id, '') = coalesce(w.id, '') and d.trashed_at is null
        and lower(d.name) = lower((array(select jsonb_array_elements_text(${JSON.stringify(folders)}::jsonb)))[w.depth + 1])
      where w.depth < ${folders.length}::int)
    select f.id, f.sha256, f.mime, f.size::float8 as size, f.tags, f.updated_at as "updatedAt", w.ids as "folderIds", ${isPrivateFile(sql`f`)} as "isPrivate"
    from way w join files f on f.account_id = ${accountId} and coalesce(f.folder_id, '') = coalesce(w.id, '')
      and f.trashed_at is null and lower(f.name) = lower(${name})
    where w.depth = ${folders.length}::int`);
  return row ? { ...row, updatedAt: new Date(row.updatedAt) } : null;
}
