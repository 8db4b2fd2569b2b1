import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Ask } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { ALL_SOURCES } from "@/lib/analytics/rules/kinds";
import { notFound } from "@/lib/errors";

/** The ids of sources whose figures are meant; null stands for all there are, deleted ones included. */
export type Of = readonly string[] | null;

/** The only sources whose figures this actor may see. */
export const openTo = (actor: Actor): Of => (actor.kind === "key" ? actor.key.sourceIds : null);

export type NamedSource = { id: string; name: string; slug: string; deleted: boolean };

/** Of the whole account, by name: the one that they have now, or had when they were deleted. */
export const namedSources = (ask: Ask, actor: Actor): Promise<NamedSource[]> =>
  ask<NamedSource>(sql`
    select id, name, slug, deleted_at is not null as deleted from sources where account_id = ${actor.account.id}
    order by lower(name), id`);

/** The sources that a search is about. @throws AppError `not_found` for one out of reach */
export function wantedOf(named: readonly NamedSource[], actor: Actor, source?: string): Of {
  const open = openTo(actor);
  if (source === undefined) return open;
  if (!named.some(({ id }) => id === source && isIn(open, id))) throw notFound("source");
  return [source];
}

/** What figures can be narrowed to, by name. */
export const choicesOf = (named: readonly NamedSource[], actor: Actor): NamedSource[] =>
  named.filter(({ id, deleted }) => !deleted && isIn(openTo(actor), id));

const isIn = (of: Of, id: string) => of === null || of.includes(id);

/** As a condition on `source_id`: rows of these sources, each for itself. */
export const inSources = (of: Of): SQL =>
  of === null ? sql`source_id <> ${ALL_SOURCES}` : sql`source_id = any(${`{${of.join(",")}}`}::text[])`;

/** The same where it does not matter whose they are, and one row stands for all. */
export const inAny = (of: Of): SQL => inSources(of ?? [ALL_SOURCES]);
