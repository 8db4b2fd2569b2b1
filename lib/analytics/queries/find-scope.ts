import "server-only";
import type { Ask } from "@/db/client";
import type { Actor } from "@/lib/actor";
import type { AnalyticsSearch } from "@/lib/analytics/input";
import { findSpan } from "@/lib/analytics/queries/find-span";
import { namedSources, type NamedSource, type Of, wantedOf } from "@/lib/analytics/queries/sources";
import type { Interval } from "@/lib/analytics/rules/ranges";
import type { Span } from "@/lib/analytics/rules/span";

export type Scope = {
  of: Of;
  span: Span;
  /** All of the account, by name. */
  named: NamedSource[];
};

/** When and whose figures a search is about, in one round trip. @throws AppError `not_found` for a source out of reach */
export async function findScope(
  ask: Ask,
  actor: Actor,
  { source, ...search }: AnalyticsSearch & { interval?: Interval },
): Promise<Scope> {
  const [span, named] = await Promise.all([findSpan(ask, search), namedSources(ask, actor)]);
  return { of: wantedOf(named, actor, source), span, named };
}
