import type { DayOfUse } from "@/lib/api-keys/queries/find-key";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/format";
import { byDay } from "./uses";

const HEIGHT = 72;

/** A bar a day: petrol was answered, crimson refused. The table below it says the same in figures. */
export function UseChart({ uses }: { uses: readonly DayOfUse[] }) {
  const days = byDay(uses);
  const most = Math.max(...days.map(({ requests, refused }) => requests + refused), 1);
  const total = days.reduce((sum, { requests }) => sum + requests, 0);
  const refusedTotal = days.reduce((sum, { refused }) => sum + refused, 0);
  const scaled = (count: number) => (count === 0 ? 0 : Math.max(1.5, (count / most) * HEIGHT));
  const [first, last] = [days[0], days.at(-1)];
  return (
    <figure>
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 text-13">
        <b className="font-bold">
          {formatCount(total, { one: "request", other: "requests" })}
          {refusedTotal > 0 && <span className="text-crimson-ink">, {formatNumber(refusedTotal, "en")} refused</span>}
        </b>
        <span className="text-12 text-ink-3">most on one day: {formatNumber(most, "en")}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${days.length * 5} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-[72px] w-full border-b border-line-2"
        aria-hidden
      >
        {days.map(({ day, requests, refused }, index) => {
          const answered = scaled(requests);
          const denied = scaled(refused);
          return (
            <g key={day}>
              <rect x={index * 5} width={4} y={HEIGHT - answered} height={answered} className="fill-petrol" />
              <rect x={index * 5} width={4} y={HEIGHT - answered - denied} height={denied} className="fill-crimson" />
            </g>
          );
        })}
      </svg>
      {first && last && (
        <p className="mt-1 flex justify-between text-12 text-ink-3">
          <Time value={first.day} as="date" />
          <Time value={last.day} as="date" />
        </p>
      )}
    </figure>
  );
}
