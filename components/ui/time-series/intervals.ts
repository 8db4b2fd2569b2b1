import { formatDay, formatTime, formatWeekday, hourOf, type Place } from "@/lib/format";

/** Where each interval begins, in milliseconds since 1970, and how long they are. */
export interface Intervals {
  starts: readonly number[];
  step: "hour" | "day";
}

/** "Fri 19 Feb, 17:00" or "Fri 19 Feb" */
export const nameOf = ({ starts, step }: Intervals, index: number, place: Place): string => {
  const start = starts[index] ?? 0;
  return step === "day" ? formatWeekday(start, place) : `${formatWeekday(start, place)}, ${formatTime(start, place)}`;
};

/** The intervals that are named under the axis, at most so many of them: midnights, round hours or every few days. */
export function ticksOf({ starts, step }: Intervals, most: number, place: Place): { index: number; label: string }[] {
  const all = starts.map((start, index) => ({ start, index }));
  if (step === "day")
    return every(all.toReversed(), most).map(({ start, index }) => ({ index, label: formatDay(start, place) }));
  const midnights = all.filter(({ start }) => hourOf(start, place.zone) === 0);
  if (midnights.length > 2)
    return every(midnights, most).map(({ start, index }) => ({ index, label: formatWeekday(start, place) }));
  const apart = [1, 2, 3, 4, 6, 12].find((hours) => all.length / hours <= most) ?? 24;
  return all
    .filter(({ start }) => hourOf(start, place.zone) % apart === 0)
    .map(({ start, index }) => ({ index, label: formatTime(start, place) }));
}

function every<T>(items: readonly T[], most: number): T[] {
  const step = Math.ceil(items.length / most);
  return items.filter((_, i) => i % step === 0);
}
