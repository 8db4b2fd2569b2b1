import { type SQL, sql } from "drizzle-orm";
import type { PurgeScope } from "@/lib/delivery/rules/scope";
import { pathsAbove } from "@/lib/media/queries/around";

type OfLibrary = Extract<PurgeScope, { kind: "file" | "folder" | "tag" }>;

/** Where sources of the library deliver these files by their names of today, whether or not anyone ever asked for them. */
export const libraryPlaces = (accountId: string, scope: OfLibrary): SQL => sql`
  select s.id, substr(w.path, length(b.base) + 1) from files f
  cross join lateral (select coalesce(string_agg(a.name || '/', '' order by length(a.path)), '') || f.name as path
    from folders d join folders a on a.account_id = d.account_id and a.path in (${pathsAbove(sql`d.path`)})
    where d.account_id = f.account_id and d.id = f.folder_id) w
  join sources s on s.account_id = f.account_id and s.type = 'library' and s.deleted_at is null
  join deployments c on c.account_id = s.account_id and c.source_id = s.id and c.number = s.deployment
  cross join lateral (select case when coalesce(c.config ->> 'basePath', '') = '' then '' else c.config ->> 'basePath' || '/' end as base) b
  where f.account_id = ${accountId} and ${isMeant(accountId, scope)} and starts_with(lower(w.path), lower(b.base))`;

function isMeant(accountId: string, scope: OfLibrary): SQL {
  switch (scope.kind) {
    case "file":
      return sql`f.id = ${scope.fileId}`;
    case "tag":
      return sql`f.tags @> array[${scope.tag}]::text[]`;
    case "folder":
      return sql`f.folder_id in (select below.id from folders top
        join folders below on below.account_id = top.account_id and below.path between top.path and top.path || '~'
        where top.account_id = ${accountId} and top.id = ${scope.folderId})`;
  }
}
