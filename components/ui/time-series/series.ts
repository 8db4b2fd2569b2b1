import { formatBytes, formatCompact, formatNumber, formatPercent } from "@/lib/format";

/** How values are written: whole numbers, bytes, or shares from 0 to 1. */
export type Unit = "count" | "bytes" | "share";

/** `main` is what the chart is about, `before` what it is compared with, `part` one of several side by side. */
export type Look = "main" | "before" | "part";

export interface Series {
  id: string;
  label: string;
  look: Look;
  /** One for each interval; null where there is nothing to say. */
  values: readonly (number | null)[];
}

export const formatValue = (value: number | null, unit: Unit, locale: string): string => {
  if (value === null) return "none";
  if (unit === "bytes") return formatBytes(value, locale);
  return unit === "share" ? formatPercent(value, locale) : formatNumber(value, locale);
};

/** The same for the narrow place beside an axis. */
export const formatTick = (value: number, unit: Unit, locale: string): string =>
  unit === "count" ? formatCompact(value, locale) : formatValue(value, unit, locale);

/** The classes that paint each look. Parts differ in colour, in lightness and in their dashes. */
const PAINTS: Record<Exclude<Look, "part">, string> & { part: readonly string[] } = {
  main: "stroke-chart-1",
  before: "stroke-chart-6 [stroke-dasharray:2_4]",
  part: [
    "stroke-chart-1",
    "stroke-chart-2 [stroke-dasharray:7_3]",
    "stroke-chart-3 [stroke-dasharray:2_2]",
    "stroke-chart-4 [stroke-dasharray:9_3_2_3]",
    "stroke-chart-5 [stroke-dasharray:4_2]",
  ],
};

export const paintOf = (series: readonly Series[], one: Series): string => {
  if (one.look !== "part") return PAINTS[one.look];
  const parts = series.filter(({ look }) => look === "part");
  return PAINTS.part[parts.indexOf(one) % PAINTS.part.length] ?? PAINTS.main;
};
