import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import { Link } from "@/components/ui/link";
import { Sparkline } from "@/components/ui/sparkline";
import { formatValue } from "@/components/ui/time-series/series";
import type { Traffic } from "@/lib/analytics/queries/find-traffic";
import { addUp, changeOf, type Measure, measureOf, MEASURES } from "@/lib/analytics/rules/sums";
import { cn } from "@/lib/cn";
import { formatBytes, formatPercent } from "@/lib/format";
import { MEASURE_LABELS, MEASURE_UNITS } from "./words";

interface FiguresProps {
  traffic: Traffic;
  measure: Measure;
  compared: boolean;
  hrefOf: (measure: Measure) => string;
  locale: string;
}

/** The four figures of the span. Each is also the switch that brings it into the chart. */
export function Figures({ traffic: { points, before }, measure: shown, compared, hrefOf, locale }: FiguresProps) {
  const now = addUp(points);
  const then = addUp(before);
  const notes: Record<Measure, string> = {
    requests: `${formatValue(now.hits, "count", locale)} from the cache`,
    bytes: now.saved > 0 ? `${formatBytes(now.saved, locale)} less than the originals` : "As large as the originals",
    hitRatio: `${formatValue(now.requests - now.hits, "count", locale)} made or fetched`,
    errors: now.requests > 0 ? `${formatPercent(now.errors / now.requests, locale)} of requests` : "No requests",
  };
  return (
    <nav aria-label="Figures" className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2 lg:grid-cols-4">
      {MEASURES.map((measure) => (
        <Link
          key={measure}
          href={hrefOf(measure)}
          replace
          scroll={false}
          aria-current={measure === shown ? "true" : undefined}
          className="group relative grid content-start gap-1 overflow-clip rounded-card border border-line-2 bg-surface px-4 pt-3.5 pb-3 hover:border-control aria-[current]:border-petrol"
        >
          <span aria-hidden className="absolute inset-x-0 top-0 h-0.5 group-aria-[current]:bg-petrol" />
          <span className="label-text">{MEASURE_LABELS[measure]}</span>
          <span className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-26 tabular-nums">
              {formatValue(measureOf(now, measure), MEASURE_UNITS[measure], locale)}
            </span>
            {compared && <Change {...{ measure, locale }} change={changeOf(then, now, measure)} />}
          </span>
          <span className="text-12 text-ink-3">{notes[measure]}</span>
          <span className="mt-2">
            <Sparkline values={points.map((point) => measureOf(point, measure))} />
          </span>
        </Link>
      ))}
    </nav>
  );
}

/** Whether more is better: of requests and bytes neither is. */
const GOOD: Record<Measure, "more" | "less" | null> = { requests: null, bytes: null, hitRatio: "more", errors: "less" };

function Change({ measure, change, locale }: { measure: Measure; change: number | null; locale: string }) {
  if (change === null) return <span className="text-12 text-ink-3">nothing to compare with</span>;
  const Icon = change === 0 ? Minus : change > 0 ? TrendingUp : TrendingDown;
  const better = GOOD[measure] === null || change === 0 ? null : change > 0 === (GOOD[measure] === "more");
  const tone = better === null ? "text-ink-2" : better ? "text-moss-ink" : "text-crimson-ink";
  return (
    <span className={cn("inline-flex items-center gap-1 text-13 tabular-nums", tone)}>
      <Icon aria-hidden className="size-3.5" />
      {change > 0 && "+"}
      {measure === "hitRatio" ? `${(change * 100).toFixed(1)} points` : formatPercent(change, locale)}
      <span className="sr-only">compared with before</span>
    </span>
  );
}
