import "server-only";
import { type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { purgeCalls, purgeLines, purges } from "@/db/schema/purges";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { forgetCached } from "@/lib/delivery/commands/forget-cached";
import { countCached } from "@/lib/delivery/queries/count-cached";
import { marksApplied } from "@/lib/delivery/queries/marks-applied";
import { refuseIf } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import { enqueue } from "@/lib/jobs/enqueue";
import { authorize } from "@/lib/permissions/can";
import type { Purge } from "@/lib/purge/input";
import { cachedOf } from "@/lib/purge/queries/cached-of";
import { hookIn } from "@/lib/purge/queries/hook";
import { type FieldOf, type NamedLine, nameLines } from "@/lib/purge/queries/named-lines";
import { quotaIn } from "@/lib/purge/queries/quota";
import { siteIn } from "@/lib/purge/queries/site";
import { targetsOf } from "@/lib/purge/queries/targets";
import { callsFor } from "@/lib/purge/rules/hook";
import { whyNotMore } from "@/lib/purge/rules/quota";
import type { Site } from "@/lib/purge/rules/read-line";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "purge.run";
/** Lines that the audit log repeats; the purge itself keeps all. */
const TOLD = 20;

/**
 * From its answer on, nothing that was cached before is served for these lines. That an address of each is fresh is read
 * afterwards, and the CDN in front is told then.
 */
export async function purgeCaches(
  actor: Actor,
  { reason, ...asked }: Purge,
  fieldOf?: FieldOf,
): Promise<{ id: string; matched: number }> {
  authorize(actor, OPERATION);
  const { mark, ...made } = await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const site = await siteIn(tx, turn.actor);
    const lines = await nameLines(tx, turn.actor, site, asked, fieldOf);
    const { now, ...quota } = await quotaIn(tx, turn.account);
    refuseIf(whyNotMore(turn.account.plan, quota, lines.length, now));
    return writePurge(tx, turn.actor, site, lines, reason);
  });
  await marksApplied(mark);
  return made;
}

async function writePurge(tx: Tx, actor: Actor, site: Site, lines: readonly NamedLine[], reason: string) {
  const accountId = actor.account.id;
  const scopes = lines.map(({ scope }) => scope);
  const cached = await cachedOf(tx, accountId, scopes);
  const matched = await countCached(tx, accountId, scopes);
  const id = newId("purge");
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
    OPERATION,
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
