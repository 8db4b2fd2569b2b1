import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { enqueueLast } from "@/lib/jobs/enqueue";
import { EXAMINER, PICTURED } from "@/lib/media/rules/file-types";

/** A minute's work: as many as one process draws without haste. */
const BATCH = 20;

/**
 * Files that a release before this one found no picture in, and that this one may, get theirs: a few each minute, behind
 * everything that somebody waits for.
 */
export async function examineOutdated(): Promise<void> {
  await withSystem(async (tx) => {
    const blobs = await tx.execute<{ accountId: string; sha256: string }>(sql`
      update blobs b set examined_at = null from (
        select account_id, sha256 from blobs
        where thumbhash is null and examined_at is not null and mime in ${[...PICTURED]} and examiner < ${EXAMINER}
        limit ${BATCH} for update skip locked) o
      where b.account_id = o.account_id and b.sha256 = o.sha256
      returning b.account_id as "accountId", b.sha256`);
    await enqueueLast(tx, "examineBlob", [...blobs]);
  });
}
