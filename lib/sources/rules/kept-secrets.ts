import "server-only";
import { originOf } from "@/lib/sources/origins/registry";
import type { SourceConfig, SourceType } from "@/lib/sources/rules/config";

type Configured = { config: SourceConfig; secrets: string | null };

/** A source's credentials as they are kept, sealed, each with the configuration that they were entered for. */
type Kept = {
  type: SourceType;
  draft: SourceConfig | null;
  draftSecrets: string | null;
  live: Configured | null;
  newest: Configured | null;
};

/**
 * The sealed credentials that a configuration may use: only those that were entered for the same place, since whoever may
 * change the place would otherwise be told them. Null: they have to be entered.
 */
export function keptSecretsFor({ type, draft, draftSecrets, live, newest }: Kept, config: SourceConfig): string | null {
  const drafted = draft && draftSecrets ? { config: draft, secrets: draftSecrets } : null;
  const fitting = [drafted, live, newest].find((one) => one?.secrets && isSamePlace(type, one.config, config));
  return fitting?.secrets ?? null;
}

export const needsSecrets = (type: SourceType): boolean => originOf(type).fields.some(({ isSecret }) => isSecret);

const isSamePlace = (type: SourceType, one: SourceConfig, other: SourceConfig): boolean =>
  originOf(type)
    .fields.filter(({ isPlace }) => isPlace)
    .every(({ name }) => (one.origin[name] ?? "") === (other.origin[name] ?? ""));
