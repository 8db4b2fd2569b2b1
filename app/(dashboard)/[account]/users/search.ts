import { readSearch, type SearchParams } from "@/lib/http/read-search";
import { usersSearch } from "@/lib/users/input";

/** What the address asks of the list. The table's two names for a cursor become the query's one. */
export function readUsersSearch({ q, kind, role, permission, status, group, sort, after, before }: SearchParams) {
  return readSearch(usersSearch, { q, kind, role, permission, status, group, sort, cursor: after ?? before });
}
