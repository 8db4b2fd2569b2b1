import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { authorize } from "@/lib/permissions/can";
import type { TryOrigin } from "@/lib/sources/input";
import { sourceAsItIs } from "@/lib/sources/queries/source-for-change";
import { tryOrigin } from "@/lib/sources/queries/try-origin";
import { checkConfig } from "@/lib/sources/rules/check-config";
import { OriginFault, type Part, PARTS } from "@/lib/sources/rules/fault";
import { keptSecretsFor } from "@/lib/sources/rules/kept-secrets";
import { requireNoLimit } from "@/lib/sources/rules/reach";
import { openSecrets } from "@/lib/sources/rules/secrets";

/** A part of the way to an image, and whether it holds. */
export type Tested = { part: string; passed: boolean; says: string };

/** Goes the way of delivery once with what a form holds, and says of each part whether it holds. Nothing is kept. */
export async function testConnection(actor: Actor, input: TryOrigin): Promise<Tested[]> {
  const { sourceId: _sourceId, type, sample, ...given } = input;
  const known = await knownSecrets(actor, input);
  const { config, secrets } = checkConfig(type, given, Object.keys(known));
  const tested: Tested[] = [];
  const tell = (part: Part, says: string, passed: boolean) => tested.push({ part: PARTS[part], passed, says });
  const tried = { accountId: actor.account.id, type, config, secrets: { ...known, ...secrets } };
  try {
    await tryOrigin(tried, sample ? [sample] : [], (part, says) => tell(part, says, true));
  } catch (error) {
    if (!(error instanceof OriginFault)) throw error;
    tell(error.part, error.message, false);
  }
  return tested;
}

/** Of a source that is there: what it keeps for this place, and for no other. */
async function knownSecrets(actor: Actor, { sourceId, type, config }: TryOrigin): Promise<Record<string, string>> {
  if (sourceId === undefined) {
    authorize(actor, "sources.create");
    requireNoLimit(actor, "sources.create");
    return {};
  }
  authorize(actor, "sources.edit");
  const source = await withAccount(actor.account.id, (tx) => sourceAsItIs(tx, actor, sourceId));
  return source.type === type ? openSecrets(sourceId, keptSecretsFor(source, config)) : {};
}
