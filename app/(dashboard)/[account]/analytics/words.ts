import { STATUS_CODES } from "node:http";
import { formatDay, formatTime, type Place } from "@/lib/format";
import type { TallyKind } from "@/lib/analytics/rules/kinds";
import type { Days } from "@/lib/analytics/rules/list-days";
import type { Measure } from "@/lib/analytics/rules/sums";
import type { Stretch } from "@/lib/analytics/rules/span";

export const MEASURE_LABELS: Record<Measure, string> = {
  requests: "Requests",
  bytes: "Bandwidth",
  hitRatio: "Cache hit ratio",
  errors: "Errors",
};

export const MEASURE_UNITS = { requests: "count", bytes: "bytes", hitRatio: "share", errors: "count" } as const;

const regions = new Intl.DisplayNames("en", { type: "region" });

const FORMATS: Record<string, string> = {
  avif: "AVIF",
  webp: "WebP",
  jpeg: "JPEG",
  png: "PNG",
  gif: "GIF",
  svg: "SVG",
};

const DEVICES: Record<string, string> = {
  desktop: "Desktop",
  mobile: "Phone",
  tablet: "Tablet",
  bot: "Bot",
  other: "Other",
};

/** What an entry of a list is called; a path is called what it is. */
export function tallyName(kind: TallyKind, value: string): string {
  switch (kind) {
    case "path":
    case "missing":
      return value;
    case "status":
      return `${value} ${STATUS_CODES[value] ?? ""}`.trim();
    case "format":
      return FORMATS[value] ?? (value === "" ? "No image" : value.toUpperCase());
    case "device":
      return DEVICES[value] ?? value;
    case "country":
      return value === "" ? "Not known" : (regions.of(value) ?? value);
    case "referrer":
      return value === "" ? "Direct, or not told" : value;
    case "cache":
      return value === "hit" ? "From the cache" : "Made or fetched anew";
  }
}

const LONG_MS = 36 * 3_600_000;

/** "15 Nov to 21 Nov", or with the hours where it is shorter than that. */
export function stretchName({ starts, to }: Stretch, place: Place): string {
  const from = starts[0] ?? to;
  const last = new Date(Number(to) - 1);
  if (Number(to) - Number(from) > LONG_MS) return rangeOf(formatDay(from, place), formatDay(last, place));
  return `${formatDay(from, place)}, ${formatTime(from, place)} to ${formatDay(to, place)}, ${formatTime(to, place)}`;
}

export const daysName = ({ first, last }: Days, { locale }: Place): string =>
  rangeOf(formatDay(first, { locale, zone: "UTC" }), formatDay(last, { locale, zone: "UTC" }));

const rangeOf = (first: string, last: string) => (first === last ? first : `${first} to ${last}`);
