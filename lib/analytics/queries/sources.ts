import "server-only";
import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { sources } from "@/db/schema/sources";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";

/** The only sources whose figures this actor may see; null where it may see those of all, deleted ones included. */
const limitOf = (actor: Actor): readonly string[] | null => (actor.kind === "key" ? actor.key.sourceIds : null);

/** The sources that a search is about; null stands for all. @throws AppError `not_found` for one out of reach */
export async function wantedSources(tx: Tx, actor: Actor, source?: string): Promise<readonly string[] | null> {
  const limit = limitOf(actor);
  if (source === undefined) return limit;
  const known = limit === null || limit.includes(source) ? await namesOf(tx, actor, [source]) : [];
  if (known.length === 0) throw notFound("source");
  return [source];
}

export type NamedSource = { id: string; name: string; slug: string; deleted: boolean };

/** Under the names that they have now, or had when they were deleted. */
export const namesOf = (tx: Tx, actor: Actor, ids: readonly string[]): Promise<NamedSource[]> =>
  tx
    .select(columns)
    .from(sources)
    .where(and(eq(sources.accountId, actor.account.id), inArray(sources.id, [...ids])));

/** What figures can be narrowed to, by name. */
export const choicesOf = (tx: Tx, actor: Actor): Promise<NamedSource[]> => {
  const limit = limitOf(actor);
  return tx
    .select(columns)
    .from(sources)
    .where(
      and(
        eq(sources.accountId, actor.account.id),
        isNull(sources.deletedAt),
        limit ? inArray(sources.id, [...limit]) : undefined,
      ),
    )
    .orderBy(asc(sql`lower(${sources.name})`), asc(sources.id));
};

const columns = {
  id: sources.id,
  name: sources.name,
  slug: sources.slug,
  deleted: sql<boolean>`${sources.deletedAt} is not null`,
};

/** As a condition on `source_id`. */
export const inSources = (of: readonly string[] | null): SQL =>
  of === null ? sql`true` : sql`source_id = any(${`{${of.join(",")}}`}::text[])`;
