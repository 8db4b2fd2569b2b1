import type { Device } from "@/lib/analytics/rules/kinds";

const BOT = /bot|crawl|spider|slurp|preview|fetch|monitor|curl\/|wget\/|python|headless|facebookexternalhit/i;
const TABLET = /iPad|Tablet|PlayBook|Silk|Android(?!.*Mobile)/;
const MOBILE = /Mobi|iPhone|iPod|Android/;
const DESKTOP = /Windows|Macintosh|X11|CrOS|Linux/;

/** The kind of device that a User-Agent tells of. */
export function deviceKind(userAgent: string): Device {
  if (BOT.test(userAgent)) return "bot";
  if (TABLET.test(userAgent)) return "tablet";
  if (MOBILE.test(userAgent)) return "mobile";
  return DESKTOP.test(userAgent) ? "desktop" : "other";
}
