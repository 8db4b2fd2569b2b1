import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { type Findings, lookAt } from "@/lib/media/picture-process";
import { canBePictured, EXAMINER } from "@/lib/media/rules/file-types";
import { storage } from "@/lib/storage/open";
import { DERIVATIVES, keyOf } from "@/lib/storage/storage";

type Blob = { size: number; mime: string };

/** Bytes of a file that is still decoded. */
const LARGEST_PICTURE = 500 * 1024 ** 2;

const NOTHING_FOUND: Findings = { width: null, height: null, thumbhash: null, exif: null, flaw: null };

/** Finds out what a file shows and makes its small pictures. Done again after a crash, it ends the same. */
export async function examineBlob({ accountId, sha256 }: { accountId: string; sha256: string }): Promise<void> {
  const blob = await findUnexamined(accountId, sha256);
  if (!blob) return;
  const isLookedAt = canBePictured(blob.mime) && blob.size <= LARGEST_PICTURE;
  const findings = isLookedAt ? await examinePicture(sha256) : NOTHING_FOUND;
  await withSystem(async (tx) => {
    const { width, height, thumbhash, exif, flaw } = findings;
    await tx.execute(sql`
      update blobs set examined_at = now(), examiner = ${EXAMINER}, width = ${width}, height = ${height}, thumbhash = ${thumbhash},
        exif = ${JSON.stringify(exif)}::jsonb, flaw = ${flaw}
      where account_id = ${accountId} and sha256 = ${sha256}`);
    await tx.execute(sql`
      update files set width = ${width}, height = ${height}, thumbhash = ${thumbhash}
      where account_id = ${accountId} and sha256 = ${sha256}`);
    // Whoever has the page open sees the picture come.
    await tx.execute(sql`
      select pg_notify('audit', ${JSON.stringify({ accountId, operation: "media.examine", targetId: sha256 })})`);
  });
}

async function findUnexamined(accountId: string, sha256: string): Promise<Blob | undefined> {
  return withSystem(async (tx) => {
    const [row] = await tx.execute<Blob>(sql`
      select size::float8 as size, mime from blobs where account_id = ${accountId} and sha256 = ${sha256} and examined_at is null`);
    return row;
  });
}

async function examinePicture(sha256: string): Promise<Findings> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), "aperture-picture-"));
  const place = (name: string) => path.join(folder, name);
  try {
    const original = place(randomUUID());
    const bytes = await storage().read(keyOf(sha256));
    await pipeline(Readable.fromWeb(bytes as unknown as NodeStream), createWriteStream(original));
    const findings = await lookAt(original, { thumbnail: place("thumbnail"), preview: place("preview") });
    if (findings.flaw === null) for (const one of DERIVATIVES) await storage().put(keyOf(sha256, one), place(one));
    return findings;
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}
