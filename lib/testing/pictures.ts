import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import sharp from "sharp";
import { systemDb } from "@/db/client";
import { blobs, files } from "@/db/schema/media";
import type { ActorAccount } from "@/lib/actor";
import type { NewConfig, SourceType } from "@/lib/sources/rules/config";
import { signingTokenOf } from "@/lib/sources/rules/secrets";
import { storage } from "@/lib/storage/open";
import { keyOf } from "@/lib/storage/storage";
import { putFile } from "@/lib/testing/library";

/** A picture of one colour. */
export const pictureOf = (background: string, { width = 400, height = 300 } = {}): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer();

/** A file of the library with these bytes in the store. */
export async function putPicture(account: ActorAccount, name: string, bytes: Buffer, place: { in?: string } = {}) {
  const id = await putFile(account, name, place);
  await replacePicture(account, id, bytes);
  return id;
}

/** Gives a file other bytes, as a new version does. */
export async function replacePicture(
  { id: accountId }: ActorAccount,
  fileId: string,
  bytes: Buffer,
  mime = "image/jpeg",
) {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const passing = path.join(os.tmpdir(), randomBytes(8).toString("hex"));
  await fs.writeFile(passing, bytes);
  await storage().put(keyOf(sha256), passing);
  await fs.rm(passing);
  const content = { sha256, size: bytes.length, mime, type: "image" } as const;
  await systemDb()
    .insert(blobs)
    .values({ accountId, ...content })
    .onConflictDoNothing();
  await systemDb()
    .update(files)
    .set(content)
    .where(sql`${files.accountId} = ${accountId} and ${files.id} = ${fileId}`);
}

/** A source as if deployed long ago, with what signs its addresses. */
export async function putDelivered({ id: accountId }: ActorAccount, type: SourceType, config: NewConfig = {}) {
  const slug = `s${randomBytes(8).toString("hex")}`;
  const id = `src_${slug}`;
  const db = systemDb();
  await db.execute(sql`insert into sources (account_id, id, slug, name, type, status, deployment, created_by)
    values (${accountId}, ${id}, ${slug}, 'Pictures', ${type}, 'deployed', 1, 'system')`);
  await db.execute(sql`insert into deployments (account_id, id, source_id, number, status, config, started_by, started_by_name, finished_at)
    values (${accountId}, ${`dep_${slug}`}, ${id}, 1, 'deployed', ${JSON.stringify(config)}::jsonb, 'system', 'System', now())`);
  for (const domain of config.domains ?? [])
    await db.execute(
      sql`insert into source_domains (account_id, source_id, domain) values (${accountId}, ${id}, ${domain})`,
    );
  return { id, slug, secret: signingTokenOf(id, 1) };
}
