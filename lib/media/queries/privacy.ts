import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { pathsAbove } from "@/lib/media/queries/around";
import type { FoundItem } from "@/lib/media/queries/find-item";

const isAnyPrivate = (account: SQL, ids: SQL): SQL =>
  sql`exists (select from private_media p where p.account_id = ${account} and p.ended_at is null and p.item_id in (${ids}))`;

/** Whether the file row with this alias is private, by itself or by a folder above it. */
export const isPrivateFile = (f: SQL): SQL =>
  isAnyPrivate(
    sql`${f}.account_id`,
    sql`select ${f}.id union all select a.id from folders o join folders a on a.account_id = o.account_id
      and a.path in (${pathsAbove(sql`o.path`)}) where o.account_id = ${f}.account_id and o.id = ${f}.folder_id`,
  );

/** The same of a folder row. */
export const isPrivateFolder = (d: SQL): SQL =>
  isAnyPrivate(
    sql`${d}.account_id`,
    sql`select a.id from folders a where a.account_id = ${d}.account_id and a.path in (${pathsAbove(sql`${d}.path`)})`,
  );

/** Whether a thing of the library is private, by itself or by a folder above it. */
export async function isPrivate(
  tx: Tx,
  accountId: string,
  { id, path }: Pick<FoundItem, "id" | "path">,
): Promise<boolean> {
  const [row] = await tx.execute<{ is: boolean }>(
    sql`select ${isAnyPrivate(
      sql`${accountId}`,
      sql`select ${id}::text union all select a.id from folders a where a.account_id = ${accountId} and a.path in (${pathsAbove(path)})`,
    )} as "is"`,
  );
  return row?.is ?? false;
}
