import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { purgeCalls, purgeLines, purges } from "@/db/schema/purges";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { countCached } from "@/lib/delivery/queries/count-cached";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { formatCount } from "@/lib/format";
import { enqueue } from "@/lib/jobs/enqueue";
import { cachedOf } from "@/lib/purge/queries/cached-of";
import { hookIn } from "@/lib/purge/queries/hook";
import type { NamedLine } from "@/lib/purge/queries/named-lines";
import { targetsOf } from "@/lib/purge/queries/targets";
import { callsFor, type HookNames } from "@/lib/purge/rules/hook";
import type { Site } from "@/lib/purge/rules/read-line";

/** Lines that the audit log repeats; the purge itself keeps all. */
const TOLD = 20;

/** When the CDN is told: until then, a server that has not heard of it yet could give it once more what was purged. */
const TELL_AFTER_MS = 2_000;

type NewPurge = {
  site: Site;
  lines: readonly NamedLine[];
  reason: string;
  /** Who made the change that it tells the CDN of; left out where it was asked for itself. */
  changedBy?: string;
};

/** Marks, lines, event, and the jobs that prove it and tell the CDN in front: all of it or nothing. */
export async function writePurge(tx: Tx, actor: Actor, { site, lines, reason, changedBy }: NewPurge) {
  const accountId = actor.account.id;
  const scopes = lines.map(({ scope }) => scope);
  const cached = await cachedOf(tx, accountId, scopes);
  const matched = await countCached(tx, accountId, scopes);
  const id = newId("purge");
  // What it names is told to the CDN by its own calls, and not once more as a change of the library.
  await tx.execute(sql`select set_config('app.purging', 'yes', true)`);
  const mark = await forgetCached(tx, accountId, scopes);
  const { hook, targets, untold } = await toTell(tx, accountId, site, scopes);
  const createdBy = changedBy ?? authorOf(actor);
  await tx
    .insert(purges)
    .values({ accountId, id, reason, matched, mark, createdBy, tellsChange: changedBy !== undefined, untold });
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
  if (hook) await writeCalls(tx, { accountId, purgeId: id, names: hook.names }, callsFor(hook, targets));
  await recordAudit(
    tx,
    actor,
    "purge.run",
    { kind: "purge", id, name: formatCount(lines.length, { one: "line", other: "lines" }) },
    { after: { lines: lines.slice(0, TOLD).map(({ text }) => text), matched, reason } },
  );
  return { id, matched, mark };
}

async function toTell(tx: Tx, accountId: string, site: Site, scopes: readonly PurgeScope[]) {
  const hook = await hookIn(tx, accountId);
  if (!hook) return { hook, targets: [], untold: 0 };
  return { hook, ...(await targetsOf(tx, accountId, { site, names: hook.names, scopes })) };
}

/** Rows of one statement: the database takes 65,535 values. */
const ROWS = 1_000;

async function writeCalls(
  tx: Tx,
  of: { accountId: string; purgeId: string; names: HookNames },
  calls: readonly string[][],
): Promise<void> {
  if (calls.length === 0) return;
  const rows = calls.map((targets, index) => ({ ...of, number: index + 1, targets }));
  for (let begin = 0; begin < rows.length; begin += ROWS)
    await tx.insert(purgeCalls).values(rows.slice(begin, begin + ROWS));
  const { accountId, purgeId } = of;
  await enqueue(tx, "callPurgeHook", { accountId, purgeId }, { runAt: new Date(Date.now() + TELL_AFTER_MS) });
}
