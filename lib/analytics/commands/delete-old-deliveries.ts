import { systemQuery } from "@/db/client";
import { tallyDeliveries } from "@/lib/analytics/commands/tally-deliveries";
import { PLAN_IDS, PLANS } from "@/lib/billing/rules";

/** As many rows as are deleted well within the time that a statement may take. */
const ROWS = 20_000;

/** Batches are remembered for as long as a server could possibly try one of them again. */
const BATCH_DAYS = 7;

const FIRST_DAY = "((now() at time zone 'utc')::date - $2::int)";
const BY_DAY = `t.day < ${FIRST_DAY}`;
const BY_TIME = `t.at < ${FIRST_DAY}::timestamp at time zone 'utc'`;

/**
 * Deletes what is older than the plan keeps it. Figures end with whole days of UTC, so that those of half hours and of days
 * always tell of the same time. No request goes before the lists have counted it.
 */
export async function deleteOldDeliveries(): Promise<void> {
  await tallyDeliveries();
  for (const plan of PLAN_IDS) {
    const { requestDays, figureDays } = PLANS[plan];
    await deleteOlder("deliveries", BY_TIME, plan, requestDays);
    await deleteOlder("delivery_half_hours", BY_TIME, plan, figureDays);
    await deleteOlder("delivery_days", BY_DAY, plan, figureDays);
    await deleteOlder("delivery_tallies", BY_DAY, plan, figureDays);
  }
  await systemQuery("delete from delivery_batches where tallied and at < now() - make_interval(days => $1)", [
    BATCH_DAYS,
  ]);
}

/** Piece by piece, so that no deletion holds anything up. */
async function deleteOlder(table: string, isOld: string, plan: string, days: number): Promise<void> {
  for (let deleted = ROWS; deleted === ROWS;) {
    const [row] = await systemQuery<{ deleted: number }>(
      `with old as (
        select t.ctid from ${table} t join accounts a on a.id = t.account_id and a.plan = $1
        where ${isOld} limit ${ROWS}
      ), gone as (
        delete from ${table} where ctid = any(array(select ctid from old)) returning 1
      )
      select count(*)::int as deleted from gone`,
      [plan, days],
    );
    deleted = row?.deleted ?? 0;
  }
}
