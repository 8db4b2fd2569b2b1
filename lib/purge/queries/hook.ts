import { eq } from "drizzle-orm";
import { type Tx, withAccount } from "@/db/client";
import { purgeHooks } from "@/db/schema/purges";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import type { HookNames, HookTemplate } from "@/lib/purge/rules/hook";

/** What can be known of the hook: values of headers are told to nobody. */
export type KnownHook = {
  template: HookTemplate;
  names: HookNames;
  method: string;
  url: string;
  headerNames: string[];
  body: string;
  updatedAt: Date;
};

export async function hookIn(tx: Tx, accountId: string): Promise<KnownHook | null> {
  const { template, names, method, url, headerNames, body, updatedAt } = purgeHooks;
  const [hook] = await tx
    .select({ template, names, method, url, headerNames, body, updatedAt })
    .from(purgeHooks)
    .where(eq(purgeHooks.accountId, accountId));
  return hook ?? null;
}

/** Null: no CDN in front is told. */
export async function findHook(actor: Actor): Promise<KnownHook | null> {
  authorize(actor, "settings.webhooks");
  return withAccount(actor.account.id, (tx) => hookIn(tx, actor.account.id));
}
