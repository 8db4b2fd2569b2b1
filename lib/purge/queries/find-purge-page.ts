import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { authorize, canEver } from "@/lib/permissions/can";
import { hookIn, type KnownHook } from "@/lib/purge/queries/hook";
import { quotaIn } from "@/lib/purge/queries/quota";
import { siteIn } from "@/lib/purge/queries/site";
import type { Quota } from "@/lib/purge/rules/quota";
import type { Site } from "@/lib/purge/rules/read-line";

type PurgePage = {
  site: Site;
  quota: Quota;
  /** Null where it is none, or the reader may not see it. */
  hook: KnownHook | null;
  can: { editHook: boolean; findMedia: boolean };
};

/** What the page needs beside the history: what lines are compared with, what is left of the day's quota, and the hook. */
export async function findPurgePage(actor: Actor): Promise<PurgePage> {
  authorize(actor, "purge.view");
  const can = { editHook: canEver(actor, "settings.webhooks"), findMedia: canEver(actor, "media.view") };
  return withAccount(actor.account.id, async (tx) => {
    const { now: _now, ...quota } = await quotaIn(tx, actor.account.id);
    return {
      site: await siteIn(tx, actor),
      quota,
      hook: can.editHook ? await hookIn(tx, actor.account.id) : null,
      can,
    };
  });
}
