import "server-only";
import { withAccount } from "@/db/client";
import { sources } from "@/db/schema/sources";
import { type Actor, authorOf } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import { ofSource, orSlugTaken, recordSource } from "@/lib/sources/commands/source";
import type { EditSource } from "@/lib/sources/input";
import { type SourceForChange, sourceForChange } from "@/lib/sources/queries/source-for-change";
import { checkConfig } from "@/lib/sources/rules/check-config";
import { isSameConfig, type SourceConfig } from "@/lib/sources/rules/config";
import { keptSecretsFor } from "@/lib/sources/rules/kept-secrets";
import { openSecrets, sealSecrets } from "@/lib/sources/rules/secrets";
import { lockAccount } from "@/lib/users/queries/lock-account";

const OPERATION = "sources.edit";

/** What is delivered stays as it is until the draft is deployed; name and address alone change at once, also for a CDN in front. */
export async function editSource(actor: Actor, { sourceId, name, slug, ...given }: EditSource): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, OPERATION);
    const source = await sourceForChange(tx, turn, sourceId);
    const drafted = draftOf(source, given);
    const changed = { name: name ?? source.name, slug: slug ?? source.slug, ...drafted };
    const move = changed.slug === source.slug ? {} : { movedAt: turn.now, movedBy: authorOf(actor) };
    await tx
      .update(sources)
      .set({ ...changed, ...move })
      .where(ofSource(source.accountId, sourceId));
    const { before, after } = changesFor(source, changed, given.secrets !== undefined);
    if (Object.keys(after).length > 0)
      await recordSource(tx, actor, OPERATION, { id: sourceId, name: changed.name }, { before, after });
  }).catch((error: unknown) => {
    throw orSlugTaken(error, slug ?? "");
  });
}

/** Takes the draft back: the next deployment would change nothing. */
export async function discardDraft(actor: Actor, { sourceId }: { sourceId: string }): Promise<void> {
  authorize(actor, OPERATION);
  await withAccount(actor.account.id, async (tx) => {
    const source = await sourceForChange(tx, await lockAccount(tx, actor, OPERATION), sourceId);
    if (!source.draft && !source.draftSecrets) return;
    await tx.update(sources).set({ draft: null, draftSecrets: null }).where(ofSource(source.accountId, sourceId));
    await recordSource(tx, actor, OPERATION, source, { before: { draft: source.draft }, after: { draft: null } });
  });
}

type Draft = { draft: SourceConfig | null; draftSecrets: string | null };

function draftOf(source: SourceForChange, { config, secrets = {} }: Pick<EditSource, "config" | "secrets">): Draft {
  const { id, type, live, draft } = source;
  const base = config ?? draft ?? (live ?? source.newest)?.config;
  if (!base || (!config && Object.keys(secrets).length === 0)) return { draft, draftSecrets: source.draftSecrets };
  const sealed = keptSecretsFor(source, base);
  const kept = openSecrets(id, sealed);
  const checked = checkConfig(type, { config: base, secrets }, Object.keys(kept));
  const isNew = Object.keys(checked.secrets).length > 0;
  const draftSecrets = isNew
    ? sealSecrets(id, { ...kept, ...checked.secrets })
    : sealed === live?.secrets
      ? null
      : sealed;
  return {
    draft: !draftSecrets && live && isSameConfig(live.config, checked.config) ? null : checked.config,
    draftSecrets,
  };
}

/** For the audit log: what differs, and of credentials only that they do. */
function changesFor(source: SourceForChange, changed: Draft & { name: string; slug: string }, hasNewSecrets: boolean) {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  for (const key of ["name", "slug", "draft"] as const) {
    if (JSON.stringify(source[key]) === JSON.stringify(changed[key])) continue;
    before[key] = source[key];
    after[key] = changed[key];
  }
  if (hasNewSecrets && changed.draftSecrets !== source.draftSecrets) after.credentials = "replaced";
  return { before, after };
}
