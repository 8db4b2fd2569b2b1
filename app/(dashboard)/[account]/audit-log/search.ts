import { auditSearch } from "@/lib/audit/input";
import { DAY_MS } from "@/lib/day";
import { readSearch, type SearchParams } from "@/lib/http/read-search";

/** Spans of days that the list offers; the address says `period=30`. */
const PERIODS = ["1", "7", "30", "90"] as const;

/** What the address asks of the log. The page's own names for a cursor and a period become the query's. */
export function readAuditSearch(params: SearchParams, zone: string) {
  const { after, period, ...rest } = params;
  const search = readSearch(auditSearch, { ...rest, cursor: after, zone });
  const days = PERIODS.find((known) => known === period);
  return days && !search.from
    ? { ...search, from: new Date(Date.now() - Number(days) * DAY_MS).toISOString() }
    : search;
}
