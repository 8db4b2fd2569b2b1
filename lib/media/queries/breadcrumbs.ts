import { sql } from "drizzle-orm";
import type { Ask } from "@/db/client";
import { pathsAbove } from "@/lib/media/queries/around";
import type { Reach } from "@/lib/media/queries/reach";

export type Crumb = { id: string; name: string };

/** The folders from the root down to this path, as far as they are open to who asks. */
export const breadcrumbsOf = (ask: Ask, accountId: string, reach: Reach, path: string): Promise<Crumb[]> =>
  ask(sql`
    with ${reach.sources} select d.id, d.name from folders d
    where d.account_id = ${accountId} and d.path in (${pathsAbove(path)}) and ${reach.seesFolder(sql`d`)}
    order by length(d.path)`);
