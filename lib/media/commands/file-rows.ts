import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { fileVersions } from "@/db/schema/file-history";
import { files } from "@/db/schema/media";
import { beginPrivacy } from "@/lib/media/commands/private-rows";
import { MOST_VERSIONS } from "@/lib/media/rules/limits";
import { nameKeyOf } from "@/lib/media/rules/name";
import type { FileType } from "@/lib/media/rules/file-types";

/** What a version of a file holds; the bytes are known to the account by their hash. */
export type Content = {
  sha256: string;
  size: number;
  mime: string;
  type: FileType;
  width: number | null;
  height: number | null;
  thumbhash: string | null;
};

/** Who writes the row, and when. */
export type Stamp = { accountId: string; by: string; at: Date };

export const stampOf = ({ begun }: { begun: { accountId: string; startedAt: Date; startedBy: string } }): Stamp => ({
  accountId: begun.accountId,
  by: begun.startedBy,
  at: begun.startedAt,
});

type NewFile = {
  folderId: string | null;
  name: string;
  ownerId: string | null;
  content: Content;
  isPrivate: boolean;
  tags?: string[];
  metadata?: Record<string, string | number>;
};

export async function insertFile(tx: Tx, { accountId, by, at }: Stamp, file: NewFile): Promise<string> {
  const { content, name, isPrivate, ...rest } = file;
  const id = newId("file");
  const made = { createdAt: at, createdBy: by };
  await tx
    .insert(files)
    .values({ accountId, id, name, nameKey: nameKeyOf(name), version: 1, ...content, ...rest, ...made, updatedAt: at });
  await tx
    .insert(fileVersions)
    .values({ accountId, id: newId("version"), fileId: id, number: 1, sha256: content.sha256, ...made });
  if (isPrivate) await beginPrivacy(tx, { accountId, startedAt: at, startedBy: by }, { kind: "file", id });
  return id;
}

/** Makes this the current content; beyond the hundredth version the oldest goes. @returns its number */
export async function addVersion(
  tx: Tx,
  { accountId, by, at }: Stamp,
  fileId: string,
  content: Content,
  restoredFrom: number | null = null,
): Promise<number> {
  const [last] = await tx.execute<{ number: number }>(sql`
    select max(number)::int as number from file_versions where account_id = ${accountId} and file_id = ${fileId}`);
  const number = (last?.number ?? 0) + 1;
  await tx.insert(fileVersions).values({
    accountId,
    id: newId("version"),
    fileId,
    number,
    sha256: content.sha256,
    restoredFrom,
    createdAt: at,
    createdBy: by,
  });
  await tx.execute(sql`
    delete from file_versions where account_id = ${accountId} and file_id = ${fileId} and number in (
      select number from file_versions where account_id = ${accountId} and file_id = ${fileId}
      order by number desc offset ${MOST_VERSIONS})`);
  await showVersion(tx, { accountId, at }, fileId, number, content);
  return number;
}

/** The file's own row tells of this version from now on. */
export async function showVersion(
  tx: Tx,
  { accountId, at }: Pick<Stamp, "accountId" | "at">,
  fileId: string,
  version: number,
  content: Content,
): Promise<void> {
  await tx
    .update(files)
    .set({ version, ...content, updatedAt: at })
    .where(sql`${files.accountId} = ${accountId} and ${files.id} = ${fileId}`);
}

/** What the account knows of these bytes. */
export async function findContent(tx: Tx, accountId: string, sha256: string): Promise<Content> {
  const [row] = await tx.execute<Content>(sql`
    select sha256, size::float8 as size, mime, type, width, height, thumbhash from blobs
    where account_id = ${accountId} and sha256 = ${sha256}`);
  if (!row) throw new Error(`There are no bytes ${sha256}.`);
  return row;
}
