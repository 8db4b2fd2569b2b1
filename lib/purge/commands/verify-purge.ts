import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { log } from "@/lib/log";
import { tellPages } from "@/lib/purge/commands/tell-pages";
import { readDelivered } from "@/lib/purge/own-server";
import { judgeAnswer, settle, type Verdict } from "@/lib/purge/rules/verdict";
import { findDelivered } from "@/lib/sources/queries/find-delivered";

/** Lines that are read again at once. */
const AT_ONCE = 4;

/** `elapsed`: milliseconds since it was asked for, by the database's clock. */
type Taken = { accountId: string; purgeId: string; elapsed: number; attempts: number };
type Line = { number: number; slug: string; path: string };

/** Reads addresses of a purge again, as soon as it has committed, and keeps what they answered. */
export async function verifyPurge({ accountId, purgeId }: { accountId: string; purgeId: string }): Promise<void> {
  const purge = await take(sql`p.account_id = ${accountId} and p.id = ${purgeId}`);
  if (purge) await verify(purge);
}

/** The same for purges of which it failed or was cut short. */
export async function verifyDuePurges(): Promise<void> {
  for (let purge = await take(sql`true`); purge; purge = await take(sql`true`)) await verify(purge);
}

/** Takes a purge by moving its next try on, further each time: whoever else looks leaves it alone until then. */
async function take(chosen: SQL): Promise<Taken | undefined> {
  const [purge] = await systemDb().execute<Taken>(sql`
    update purges t set attempts = t.attempts + 1, due_at = now() + interval '1 minute' * 2 ^ least(t.attempts, 6)
    from (select account_id, id from purges p where ${chosen} and p.status = 'pending' and p.due_at < now() + interval '1 ms'
      order by p.due_at limit 1 for update skip locked) n
    where t.account_id = n.account_id and t.id = n.id
    returning t.account_id as "accountId", t.id as "purgeId", t.attempts,
      (extract(epoch from clock_timestamp() - t.created_at) * 1000)::float8 as elapsed`);
  return purge;
}

async function verify(purge: Taken): Promise<void> {
  const lines = await systemDb().execute<Line>(sql`
    select l.number, s.slug, l.sample_path as path from purge_lines l
    join sources s on s.account_id = l.account_id and s.id = l.sample_source_id and s.deleted_at is null and s.deployment is not null
    where l.account_id = ${purge.accountId} and l.purge_id = ${purge.purgeId} and l.fresh is distinct from 'fresh'
    order by l.number`);
  const left = [...lines];
  const begun = performance.now() - purge.elapsed;
  const verdicts: Verdict[] = [];
  const work = async () => {
    for (let line = left.shift(); line; line = left.shift()) verdicts.push(await readAgain(purge, line, begun));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const status = settle(verdicts, purge.attempts);
  await systemDb().execute(sql`
    update purges set status = ${status}, settled_at = ${status === "pending" ? sql`null` : sql`now()`}
    where account_id = ${purge.accountId} and id = ${purge.purgeId}`);
  if (status === "failed") log.warn("purge.stale", { purgeId: purge.purgeId });
  await tellPages(purge);
}

async function readAgain({ accountId, purgeId }: Taken, { number, slug, path }: Line, begun: number): Promise<Verdict> {
  const source = await findDelivered({ slug });
  const read = source ? await readDelivered(source, path).catch(() => null) : null;
  const verdict = judgeAnswer(read, performance.now() - begun);
  await systemDb().execute(sql`
    update purge_lines set fresh = ${verdict}, answer = ${read?.status ?? null}, read_at = now()
    where account_id = ${accountId} and purge_id = ${purgeId} and number = ${number}`);
  return verdict;
}
