import "server-only";
import { eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { purgeHooks } from "@/db/schema/purges";
import { type Actor, authorOf } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { Hook } from "@/lib/purge/input";
import { hookIn, type KnownHook } from "@/lib/purge/queries/hook";
import { namesOf, whyNotHook } from "@/lib/purge/rules/hook";
import { sealHeaders, unsealHeaders } from "@/lib/purge/rules/sealed-headers";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const OPERATION = "settings.webhooks";

/** Purges from now on are forwarded by this call. A header without a value keeps the one it has. */
export async function editHook(actor: Actor, { headers: given, ...hook }: Hook): Promise<void> {
  authorize(actor, OPERATION);
  const problem = whyNotHook(hook);
  if (problem) throw new AppError("invalid", problem, { fields: [{ path: "body", message: problem }] });
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const before = await hookIn(tx, turn.account.id);
    const headers = withKept(given, await headersIn(tx, turn.account.id));
    const row = {
      ...hook,
      names: namesOf(hook),
      headers: sealHeaders(headers),
      headerNames: Object.keys(headers),
      updatedAt: turn.now,
      updatedBy: authorOf(turn.actor),
    };
    await tx
      .insert(purgeHooks)
      .values({ accountId: turn.account.id, ...row })
      .onConflictDoUpdate({ target: purgeHooks.accountId, set: row });
    await record(tx, turn, before, { ...hook, headerNames: row.headerNames });
  });
}

/** Purges are forwarded no longer; calls that are still to be made are dropped. */
export async function removeHook(actor: Actor): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const before = await hookIn(tx, turn.account.id);
    if (!before) return;
    await tx.delete(purgeHooks).where(eq(purgeHooks.accountId, turn.account.id));
    await record(tx, turn, before, null);
  });
}

async function headersIn(tx: Tx, accountId: string): Promise<Record<string, string>> {
  const [row] = await tx
    .select({ headers: purgeHooks.headers })
    .from(purgeHooks)
    .where(eq(purgeHooks.accountId, accountId));
  return row ? unsealHeaders(row.headers) : {};
}

function withKept(given: Hook["headers"], kept: Record<string, string>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [index, { name, value }] of given.entries()) {
    const text = value ?? kept[name];
    if (text === undefined) {
      const message = `The value of ${name} is missing.`;
      throw new AppError("invalid", message, { fields: [{ path: `headers.${index}.value`, message }] });
    }
    headers[name] = text;
  }
  return headers;
}

type Told = Omit<KnownHook, "updatedAt" | "names"> | null;

const record = (tx: Tx, { actor, account }: Turn, before: Told, after: Told) =>
  recordAudit(
    tx,
    actor,
    OPERATION,
    { kind: "account", id: account.id, name: account.name },
    { before: { purgeHook: before }, after: { purgeHook: after } },
  );
