import { systemQuery } from "@/db/client";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";
import { limitOf, type OwnLimits } from "@/lib/billing/rules";
import type { Plan } from "@/lib/actor";

/** As many rows as are deleted well within the time that a statement may take. */
const ROWS = 20_000;

/** Batches are remembered for as long as a server could possibly try one of them again. */
const BATCH_DAYS = 7;

const FIRST_DAY = "((now() at time zone 'utc')::date - $2::int)";
const BY_DAY = `t.day < ${FIRST_DAY}`;
const BY_TIME = `t.at < ${FIRST_DAY}::timestamp at time zone 'utc'`;

/**
 * Deletes what is older than its account keeps it. Figures end with whole days of UTC, so that those of half hours and of days
 * always tell of the same time. No request goes before the lists have counted it.
 */
export async function deleteOldDeliveries(): Promise<void> {
  await tallyDeliveries();
  const kept = await systemQuery<Keeping>(
    `select plan, request_days as "requestDays", figure_days as "figureDays" from accounts group by 1, 2, 3`,
    [],
  );
  for (const keeping of kept) {
    await deleteOlder("deliveries", BY_TIME, keeping, limitOf("requestDays", keeping));
    await deleteOlder("delivery_half_hours", BY_TIME, keeping, limitOf("figureDays", keeping));
    await deleteOlder("delivery_days", BY_DAY, keeping, limitOf("figureDays", keeping));
    await deleteOlder("delivery_tallies", BY_DAY, keeping, limitOf("figureDays", keeping));
  }
  await systemQuery("delete from delivery_batches where tallied and at < now() - make_interval(days => $1)", [
    BATCH_DAYS,
  ]);
}

/** What accounts that keep everything equally long have in common. */
type Keeping = { plan: Plan } & Pick<OwnLimits, "requestDays" | "figureDays">;

/** Piece by piece, so that no deletion holds anything up. */
async function deleteOlder(table: string, isOld: string, keeping: Keeping, days: number): Promise<void> {
  const { plan, requestDays, figureDays } = keeping;
  for (let deleted = ROWS; deleted === ROWS;) {
    const [row] = await systemQuery<{ deleted: number }>(
      `with old as (
        select t.ctid from ${table} t join accounts a on a.id = t.account_id and a.plan = $1
          and a.request_days is not distinct from $3 and a.figure_days is not distinct from $4
        where ${isOld} limit ${ROWS}
      ), gone as (
        delete from ${table} where ctid = any(array(select ctid from old)) returning 1
      )
      select count(*)::int as deleted from gone`,
      [plan, days, requestDays, figureDays],
    );
    deleted = row?.deleted ?? 0;
  }
}
