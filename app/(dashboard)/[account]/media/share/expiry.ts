import { DAY_MS } from "@/lib/day";

/** How long a share or link may last; the empty choice has no end. */
export const EXPIRY_OPTIONS = [
  { value: "", label: "No end" },
  { value: "1", label: "For 1 day" },
  { value: "7", label: "For 7 days" },
  { value: "30", label: "For 30 days" },
  { value: "90", label: "For 90 days" },
] as const;

export const expiryIn = (days: string, from = Date.now()): Date | null =>
  days ? new Date(from + Number(days) * DAY_MS) : null;
