import { type SQL, sql } from "drizzle-orm";
import { systemDb } from "@/db/client";
import { AppError } from "@/lib/errors";

/** So many times within so many minutes, which begin with the first of them. */
type Limit = { most: number; minutes: number };

/**
 * Counts that someone does something, also where it is refused later, so that many at once are no way round.
 * @param says the reason for whoever has done it as often as they may, as in "Too many wrong passcodes."
 * @throws AppError `too_many`
 */
export async function countTry(who: string, what: string, { most, minutes }: Limit, says: string): Promise<void> {
  const length = sql`make_interval(mins => ${minutes}::int)`;
  const isOver = sql`tries.since < now() - ${length}`;
  const [row] = await systemDb().execute<Counted & { count: number }>(sql`
    insert into tries (who, what, count) values (${who}, ${what}, 1)
    on conflict (who, what) do update set
      count = case when ${isOver} then 1 else least(tries.count, ${most}) + 1 end,
      since = case when ${isOver} then now() else tries.since end
    returning count, ${secondsLeft(length)} as seconds`);
  if (row && row.count > most) throw tooMany(says, row);
}

/**
 * Refuses without counting who has reached one of these limits, by what is limited: whoever is refused anyway shall not
 * have something kept of each try. @throws AppError `too_many`
 */
export async function requireTriesLeft(who: string, limits: Record<string, Limit>, says: string): Promise<void> {
  const reached = Object.entries(limits).map(([what, { most, minutes }]) => {
    const length = sql`make_interval(mins => ${minutes}::int)`;
    return sql`select ${secondsLeft(length)} as seconds from tries
      where who = ${who} and what = ${what} and count >= ${most} and since >= now() - ${length}`;
  });
  const [row] = await systemDb().execute<Counted>(
    sql`${sql.join(reached, sql` union all `)} order by seconds desc limit 1`,
  );
  if (row) throw tooMany(says, row);
}

type Counted = { seconds: number };

const secondsLeft = (length: SQL) => sql`greatest(1, ceil(extract(epoch from since + ${length} - now())))::int`;

const tooMany = (says: string, { seconds }: Counted) =>
  new AppError("too_many", `${says} Try again in ${inWords(seconds)}.`, { retryAfter: seconds });

/** It was none of what is limited. */
export const forgiveTry = (who: string, what: string) =>
  systemDb().execute(sql`update tries set count = greatest(0, count - 1) where who = ${who} and what = ${what}`);

export const forgiveTries = (who: string, what: string) =>
  systemDb().execute(sql`delete from tries where who = ${who} and what = ${what}`);

function inWords(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return "a minute";
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
