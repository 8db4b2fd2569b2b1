import { readSearch, type SearchParams } from "@/lib/http/read-search";
import { linksSearch } from "@/lib/share-links/input";

/** What the address asks of the list. */
export const readLinksSearch = ({ q, status, after, before }: SearchParams) =>
  readSearch(linksSearch, { q, status, cursor: after ?? before });
