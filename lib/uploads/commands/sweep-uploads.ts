import fs from "node:fs/promises";
import { sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { removePart } from "@/lib/uploads/part-file";
import { uploadsFolder } from "@/lib/storage/open";

/** Throws away uploads that nobody finished in time, and bytes that belong to none. */
export async function sweepUploads(): Promise<void> {
  const db = systemDb();
  await db.execute(sql`delete from uploads where expires_at < now() - interval '1 hour'`);
  for (const id of await fs.readdir(uploadsFolder()).catch(() => [])) {
    if (!/^upl_[0-9a-z]+$/.test(id)) continue;
    const [kept] = await db.execute(sql`select from uploads where id = ${id} and finished_at is null`);
    const age = Date.now() - (await fs.stat(`${uploadsFolder()}/${id}`)).mtimeMs;
    if (!kept && age > 3_600_000) await removePart(id);
  }
}
