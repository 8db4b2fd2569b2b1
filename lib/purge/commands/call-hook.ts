import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { tellPages } from "@/lib/purge/commands/tell-pages";
import { type HookNames, writeCall } from "@/lib/purge/rules/hook";
import { unsealHeaders } from "@/lib/purge/rules/sealed-headers";
import { askOutside } from "@/lib/sources/origins/outgoing";

/** Tries of one call; with the pauses between them they take half a day. */
const MOST_ATTEMPTS = 16;
const ANSWER_MS = 15_000;

type Call = {
  accountId: string;
  purgeId: string;
  number: number;
  attempts: number;
  names: HookNames;
  targets: string[];
  /** Null: the hook was taken away. */
  hook: { names: HookNames; method: string; url: string; body: string; headers: string } | null;
};

/** Tells the CDN in front of one purge, as soon as that has committed. */
export async function callPurgeHook({ accountId, purgeId }: { accountId: string; purgeId: string }): Promise<void> {
  await callAll(sql`c.account_id = ${accountId} and c.purge_id = ${purgeId}`);
}

/** Makes the calls that are left: those that failed or were cut short. */
export const callDuePurgeHooks = (): Promise<void> => callAll(sql`true`);

async function callAll(chosen: SQL): Promise<void> {
  for (let call = await take(chosen); call; call = await take(chosen)) await make(call);
}

/** Takes a call by moving its next try on, further each time: whoever else looks leaves it alone until then. */
async function take(chosen: SQL): Promise<Call | undefined> {
  const [call] = await systemDb().execute<Call>(sql`
    update purge_calls t set attempts = t.attempts + 1, due_at = now() + interval '1 minute' * 2 ^ least(t.attempts, 6)
    from (select account_id, purge_id, number from purge_calls c
      where ${chosen} and c.sent_at is null and c.dropped_at is null and c.due_at < now() + interval '1 ms'
      order by c.due_at limit 1 for update skip locked) n
    where t.account_id = n.account_id and t.purge_id = n.purge_id and t.number = n.number
    returning t.account_id as "accountId", t.purge_id as "purgeId", t.number, t.attempts, t.names, t.targets,
      (select row_to_json(h) from (select k.names, k.method, k.url, k.body, k.headers from purge_hooks k
        where k.account_id = t.account_id) h) as hook`);
  return call;
}

async function make(call: Call): Promise<void> {
  const { hook } = call;
  const whyNever = hook ? whyNeverBy(hook, call) : "The hook was taken away.";
  const outcome = whyNever ?? (hook && (await send(call, hook)));
  const isLast = whyNever !== null || call.attempts >= MOST_ATTEMPTS;
  if (outcome) log.warn("purge.hookDelayed", { purgeId: call.purgeId, call: call.number, attempts: call.attempts });
  await systemDb().execute(sql`
    update purge_calls set last_error = ${outcome}, sent_at = ${outcome ? sql`null` : sql`now()`},
      dropped_at = ${outcome && isLast ? sql`now()` : sql`null`}
    where account_id = ${call.accountId} and purge_id = ${call.purgeId} and number = ${call.number}`);
  await tellPages(call);
}

const whyNeverBy = (hook: { names: HookNames }, { names }: Call): string | null =>
  hook.names === names
    ? null
    : `The hook names ${WORDS[hook.names]} now, and this call ${WORDS[names]}. Purge once more.`;

const WORDS: Record<HookNames, string> = { keys: "keys", prefixes: "prefixes", urls: "addresses" };

/** What went wrong, in a sentence; null when the call was answered well. */
async function send({ purgeId, number, targets }: Call, hook: NonNullable<Call["hook"]>): Promise<string | null> {
  const id = `${purgeId}-${number}`;
  const { method, url, body } = writeCall(hook, id, targets, `${new URL(env().APERTURE_URL).protocol}//`);
  try {
    const answer = await askOutside(url, {
      method,
      body: body || undefined,
      // The receiver knows a call that comes twice by its id.
      headers: { ...unsealHeaders(hook.headers), "Idempotency-Key": id, accept: "*/*" },
      redirects: 0,
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    await answer.body.cancel();
    return isDone(method, answer.status) ? null : `${answer.url.host} answered ${answer.status}.`;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError"
      ? "There was no answer within 15 seconds."
      : String(error instanceof Error ? error.message : error).slice(0, 300);
  }
}

/** Caches that take PURGE answer 404 where they have nothing to forget, nginx by some settings 412. */
const isDone = (method: string, status: number) =>
  (status >= 200 && status < 300) || (method === "PURGE" && (status === 404 || status === 412));
