import { keysSearch } from "@/lib/api-keys/input";
import { readSearch, type SearchParams } from "@/lib/http/read-search";

/** What the address asks of the list. The table's two names for a cursor become the query's one. */
export function readKeysSearch({ q, status, permission, owner, sort, after, before }: SearchParams) {
  return readSearch(keysSearch, { q, status, permission, owner, sort, cursor: after ?? before });
}
