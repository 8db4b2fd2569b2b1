import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { countCached } from "@/lib/delivery/queries/count-cached";
import { authorize } from "@/lib/permissions/can";
import type { Preview } from "@/lib/purge/input";
import { cachedOf } from "@/lib/purge/queries/cached-of";
import { nameLines } from "@/lib/purge/queries/named-lines";
import { quotaIn } from "@/lib/purge/queries/quota";
import { siteIn } from "@/lib/purge/queries/site";
import { keyOf } from "@/lib/purge/rules/lines";
import type { Quota } from "@/lib/purge/rules/quota";

export type PurgePreview = {
  /** Those that would be purged, by the key of their scope. */
  lines: { key: string; text: string; matched: number }[];
  /** Results that are cached; one that two lines reach counts once. */
  matched: number;
  quota: Quota;
};

/** What a purge of these lines would reach now. */
export async function previewPurge(actor: Actor, asked: Preview): Promise<PurgePreview> {
  authorize(actor, "purge.preview");
  return withAccount(actor.account.id, async (tx) => {
    const { id } = actor.account;
    const lines = await nameLines(tx, actor, await siteIn(tx, actor), asked);
    const scopes = lines.map(({ scope }) => scope);
    const cached = await cachedOf(tx, id, scopes);
    const { now: _now, ...quota } = await quotaIn(tx, id);
    return {
      lines: lines.map(({ scope, text }, index) => ({ key: keyOf(scope), text, matched: cached[index]?.matched ?? 0 })),
      matched: await countCached(tx, id, scopes),
      quota,
    };
  });
}
