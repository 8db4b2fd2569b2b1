import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { RequestAccess } from "@/lib/shares/input";

/** The jobs that changes cause, each with what it is told. */
export type Jobs = {
  sendMail: { mailId: string };
  readCard: { customer: string };
  chargeCard: { accountId: string; chargeId: string };
  examineBlob: { accountId: string; sha256: string };
  verifyPurge: { accountId: string; purgeId: string };
  forwardChanges: { accountId: string };
  callPurgeHook: { accountId: string; purgeId: string };
  runDeployment: { accountId: string; deploymentId: string };
  passOnRequest: { actor: Actor; wish: RequestAccess };
  fillDemoLibrary: Record<string, never>;
};

/** Adds a job to the transaction that causes it; it runs once that has committed. */
export async function enqueue<J extends keyof Jobs>(
  tx: Tx,
  task: J,
  payload: Jobs[J],
  options: { key?: string; runAt?: Date } = {},
) {
  const runAt = options.runAt ? sql`${options.runAt.toISOString()}::timestamptz` : sql`now()`;
  await tx.execute(sql`select enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${runAt})`);
}

/** The same, once for each payload. */
export async function enqueueEach<J extends keyof Jobs>(tx: Tx, task: J, payloads: readonly Jobs[J][]): Promise<void> {
  await tx.execute(sql`
    select enqueue(${task}, payload) from json_array_elements(${JSON.stringify(payloads)}::json) payload`);
}

/** The same for what nobody waits for: one at a time, and only when no other job is due. */
export async function enqueueLast<J extends keyof Jobs>(tx: Tx, task: J, payloads: readonly Jobs[J][]): Promise<void> {
  await tx.execute(sql`
    select enqueue_last(${task}, payload) from json_array_elements(${JSON.stringify(payloads)}::json) payload`);
}
