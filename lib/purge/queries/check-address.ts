import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { LONGEST_PATH } from "@/lib/analytics/rules/kinds";
import { liesThere } from "@/lib/delivery/queries/count-cached";
import { AppError } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import type { Check } from "@/lib/purge/input";
import { nameLines } from "@/lib/purge/queries/named-lines";
import { siteIn } from "@/lib/purge/queries/site";

export type CheckedAddress = {
  source: string;
  path: string;
  /** Results that are cached, and when the oldest of them was made. */
  variants: number;
  oldestAt: Date | null;
  /** Within the last day; null when it was not served then. */
  lastServed: { at: Date; status: number; fromCache: boolean; country: string | null } | null;
};

/** What is cached of one image, and when it was last asked for. */
export async function checkAddress(actor: Actor, { line, sourceId }: Check): Promise<CheckedAddress> {
  authorize(actor, "purge.preview");
  const { id } = actor.account;
  return withAccount(id, async (tx) => {
    const site = await siteIn(tx, actor);
    const [named] = await nameLines(tx, actor, site, { lines: [line], sourceId }, () => "line");
    const scope = named?.scope;
    if (scope?.kind !== "path") throw notOne();
    const [row] = await tx.execute<{ variants: number; oldestAt: string | null; lastServed: ServedJson | null }>(sql`
      select count(*)::int as variants, min(r.stored_at) as "oldestAt",
        (select json_build_object('at', d.at, 'status', d.status, 'fromCache', d.cache_hit, 'country', d.country)
          from deliveries d where d.account_id = ${id} and d.source_id = ${scope.sourceId}
            and lower(d.path) = lower(${scope.path.slice(0, LONGEST_PATH)})
            and d.at > now() - interval '1 day' order by d.at desc limit 1) as "lastServed"
      from cached_renders r where r.account_id = ${id} and ${liesThere(scope)}`);
    const served = row?.lastServed ?? null;
    return {
      source: site.sources.find((source) => source.id === scope.sourceId)?.name ?? "",
      path: scope.path,
      variants: row?.variants ?? 0,
      oldestAt: row?.oldestAt ? new Date(row.oldestAt) : null,
      lastServed: served && { ...served, at: new Date(served.at) },
    };
  });
}

type ServedJson = Omit<NonNullable<CheckedAddress["lastServed"]>, "at"> & { at: string };

function notOne(): AppError {
  const message = "One image is checked at a time: write its address, without a * at the end.";
  return new AppError("invalid", message, { fields: [{ path: "line", message }] });
}
