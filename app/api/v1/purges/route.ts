import {
  fieldOf,
  purgeBody,
  purgesShape,
  purgeWithLinesShape,
  toPurge,
  toPurgeShape,
  toPurgeWithLines,
} from "@/lib/api/purges";
import { defineRoute } from "@/lib/http/define-route";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { purgesSearch } from "@/lib/purge/input";
import { findPurge, listPurges } from "@/lib/purge/queries/list-purges";

export const GET = defineRoute(
  {
    summary: "List purges",
    description: "The newest first.",
    operations: ["purge.view"],
    query: purgesSearch,
    status: 200,
    answer: purgesShape,
  },
  async (actor, { query }) => {
    const { rows, nextCursor } = await listPurges(actor, query);
    return { data: rows.map(toPurgeShape), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Purge the cache",
    description:
      "By addresses, a source, a prefix, a tag or a folder. From the answer on, no server gives what was cached before.",
    operations: ["purge.run"],
    body: purgeBody,
    status: 202,
    answer: purgeWithLinesShape,
  },
  async (actor, { body }) => {
    const { id } = await purgeCaches(actor, toPurge(body), fieldOf(body));
    return toPurgeWithLines(await findPurge(actor, id));
  },
);
