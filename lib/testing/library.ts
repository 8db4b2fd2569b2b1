import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { collectionFiles, collections } from "@/db/schema/collections";
import { fileVersions } from "@/db/schema/file-history";
import { blobs, files, folders } from "@/db/schema/media";
import { shares } from "@/db/schema/shares";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { nameKeyOf } from "@/lib/media/rules/name";
import type { Level } from "@/lib/permissions/operations";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

type Placed = { in?: string | null; owner?: string | null };

/** A folder as if made long ago, without anyone's command. */
export async function putFolder(
  { id: accountId }: ActorAccount,
  name: string,
  { in: parentId = null, owner = null }: Placed = {},
) {
  const id = newId("folder");
  await systemDb()
    .insert(folders)
    .values({
      accountId,
      id,
      parentId,
      name,
      nameKey: nameKeyOf(name),
      path: sql`coalesce((select p.path from folders p where p.account_id = ${accountId} and p.id = ${parentId}), '')
        || lpad(to_hex(nextval('folder_numbers')), 8, '0')`,
      ownerId: owner,
      createdBy: "system",
    });
  return id;
}

const sha256Of = (fileId: string) => createHash("sha256").update(fileId).digest("hex");

/** Gives a file that was put the bytes it is said to have: its id. */
export async function storeBytesOf(fileId: string): Promise<void> {
  const sha256 = sha256Of(fileId);
  const passing = path.join(os.tmpdir(), sha256);
  await fs.writeFile(passing, fileId);
  await storage().put(keyOf(sha256), passing);
  await fs.rm(passing);
}

/** A text file as if uploaded long ago; its bytes are in no store, until `storeBytesOf`. */
export async function putFile(
  { id: accountId }: ActorAccount,
  name: string,
  { in: folderId = null, owner = null }: Placed = {},
) {
  const id = newId("file");
  const content = { sha256: sha256Of(id), size: id.length, mime: "text/plain", type: "document" } as const;
  const db = systemDb();
  await db.insert(blobs).values({ accountId, ...content });
  await db.insert(files).values({
    accountId,
    id,
    folderId,
    name,
    nameKey: nameKeyOf(name),
    ownerId: owner,
    version: 1,
    ...content,
    createdBy: "system",
  });
  await db
    .insert(fileVersions)
    .values({ accountId, id: newId("version"), fileId: id, number: 1, sha256: content.sha256, createdBy: "system" });
  return id;
}

/** Uploads a small text, as the actor would. Where the name is taken, as a new version. @returns the id of the file */
export const uploadText = (actor: MemberActor, folderId: string | null, name: string, text = name) =>
  uploadFile(actor, { name, folderId, clash: "version" }, new Blob([text])).then(({ fileId }) => fileId);

export async function putCollection(
  { id: accountId }: ActorAccount,
  name: string,
  { files: fileIds = [], owner = null }: { files?: string[]; owner?: string | null } = {},
) {
  const id = newId("collection");
  const begun = { accountId, startedBy: "system" };
  await systemDb()
    .insert(collections)
    .values({ ...begun, id, name, nameKey: nameKeyOf(name), ownerId: owner });
  if (fileIds.length > 0)
    await systemDb()
      .insert(collectionFiles)
      .values(fileIds.map((fileId) => ({ ...begun, collectionId: id, fileId })));
  return id;
}

/** Shares a thing with a member or a group, both named by their ids. */
export async function putShare(
  { id: accountId }: ActorAccount,
  itemId: string,
  granteeId: string,
  level: Level = "view",
) {
  const id = newId("share");
  const column = { fil: "fileId", fld: "folderId", col: "collectionId" }[itemId.slice(0, 3)] ?? "";
  await systemDb()
    .insert(shares)
    .values({
      accountId,
      id,
      level,
      startedBy: "system",
      [column]: itemId,
      ...(granteeId.startsWith("grp") ? { groupId: granteeId } : { memberId: granteeId }),
    });
  return id;
}
