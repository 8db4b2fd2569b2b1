import { readSearch, type SearchParams } from "@/lib/http/read-search";
import { usersSearch } from "@/lib/users/input";

/** What the address asks of the list. The table's two names for a cursor become the query's one. */
export function readUsersSearch({ q, kind, role, permission, status, group, sort, after, before }: SearchParams) {
  return readSearch(usersSearch, { q, kind, role, permission, status, group, sort, cursor: after ?? before });
}

/** The address's query as the links of the page carry it on. */
export const toQuery = (params: SearchParams): URLSearchParams =>
  new URLSearchParams(
    Object.entries(params).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
