import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { purgeCalls, purgeLines, purges } from "@/db/schema/purges";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { countCached } from "@/lib/delivery/queries/count-cached";
import { formatCount } from "@/lib/format";
import { enqueue } from "@/lib/jobs/enqueue";
import { cachedOf } from "@/lib/purge/queries/cached-of";
import { hookIn } from "@/lib/purge/queries/hook";
import type { NamedLine } from "@/lib/purge/queries/named-lines";
import { targetsOf } from "@/lib/purge/queries/targets";
import { callsFor } from "@/lib/purge/rules/hook";
import type { Site } from "@/lib/purge/rules/read-line";

/** Lines that the audit log repeats; the purge itself keeps all. */
const TOLD = 20;

/** Marks, lines, event, and the jobs that prove it and tell the CDN in front: all of it or nothing. */
export async function writePurge(tx: Tx, actor: Actor, site: Site, lines: readonly NamedLine[], reason: string) {
  const accountId = actor.account.id;
  const scopes = lines.map(({ scope }) => scope);
  const cached = await cachedOf(tx, accountId, scopes);
  const matched = await countCached(tx, accountId, scopes);
  const id = newId("purge");
  // What it names is told to the CDN by its own calls, and not once more as a change of the library.
  await tx.execute(sql`select set_config('app.purging', 'yes', true)`);
  const mark = await forgetCached(tx, accountId, scopes);
  await tx.insert(purges).values({ accountId, id, reason, matched, mark, createdBy: authorOf(actor) });
  await tx.insert(purgeLines).values(
    lines.map(({ scope, text }, index) => ({
      accountId,
      purgeId: id,
      number: index + 1,
      scope,
      text,
      matched: cached[index]?.matched ?? 0,
      sampleSourceId: cached[index]?.sample?.sourceId,
      samplePath: cached[index]?.sample?.path,
    })),
  );
  await enqueue(tx, "verifyPurge", { accountId, purgeId: id });
  await writeCalls(tx, accountId, id, await targetsToTell(tx, accountId, site, lines));
  await recordAudit(
    tx,
    actor,
    "purge.run",
    { kind: "purge", id, name: formatCount(lines.length, { one: "line", other: "lines" }) },
    { after: { lines: lines.slice(0, TOLD).map(({ text }) => text), matched, reason } },
  );
  return { id, matched, mark };
}

async function targetsToTell(tx: Tx, accountId: string, site: Site, lines: readonly NamedLine[]): Promise<string[][]> {
  const hook = await hookIn(tx, accountId);
  if (!hook) return [];
  const scopes = lines.map(({ scope }) => scope);
  return callsFor(hook, await targetsOf(tx, accountId, site, scopes));
}

async function writeCalls(tx: Tx, accountId: string, purgeId: string, calls: readonly string[][]): Promise<void> {
  if (calls.length === 0) return;
  await tx
    .insert(purgeCalls)
    .values(calls.map((targets, index) => ({ accountId, purgeId, number: index + 1, targets })));
  await enqueue(tx, "callPurgeHook", { accountId, purgeId });
}
