import { sql } from "drizzle-orm";
import { systemDb, withSystem } from "@/db/client";
import { storage } from "@/lib/storage/open";
import { DERIVATIVES, keyOf } from "@/lib/storage/storage";

const BATCH = 500;

/** Forgets bytes that no version holds any more, an hour after they came, and removes them where no account knows them. */
export async function sweepBytes(): Promise<void> {
  const rows = await systemDb().execute<{ accountId: string; sha256: string }>(sql`
    select b.account_id as "accountId", b.sha256 from blobs b
    where b.created_at < now() - interval '1 hour' and not exists (
      select from file_versions v where v.account_id = b.account_id and v.sha256 = b.sha256) limit ${BATCH}`);
  for (const { accountId, sha256 } of rows) {
    await systemDb().execute(sql`
      delete from blobs b where b.account_id = ${accountId} and b.sha256 = ${sha256} and not exists (
        select from file_versions v where v.account_id = b.account_id and v.sha256 = b.sha256)`);
    await removeUnknown(sha256);
  }
}

/** Removes stored bytes that no account knows: of uploads that were cut off between storing and finishing. */
export async function sweepStorage(): Promise<void> {
  let batch = new Set<string>();
  for await (const key of storage().keys()) {
    const sha256 = /([0-9a-f]{64})[^/]*$/.exec(key)?.[1];
    if (sha256) batch.add(sha256);
    if (batch.size < BATCH) continue;
    await sweepBatch(batch);
    batch = new Set();
  }
  await sweepBatch(batch);
}

async function sweepBatch(hashes: ReadonlySet<string>): Promise<void> {
  if (hashes.size === 0) return;
  const known = await systemDb().execute<{ sha256: string }>(sql`
    select distinct sha256 from blobs where sha256 in ${[...hashes]}`);
  const kept = new Set(known.map(({ sha256 }) => sha256));
  for (const sha256 of hashes) if (!kept.has(sha256)) await removeUnknown(sha256);
}

/** Removes bytes from the store where no account knows them. Under their lock, so that an upload that stores the same ones finds them there or stores them again. */
export const removeUnknown = (sha256: string): Promise<void> =>
  withSystem(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${sha256}, 0))`);
    const [known] = await tx.execute(sql`select from blobs where sha256 = ${sha256} limit 1`);
    if (known) return;
    await storage().remove(keyOf(sha256));
    for (const derivative of DERIVATIVES) await storage().remove(keyOf(sha256, derivative));
  });
