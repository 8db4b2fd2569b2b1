import { sql } from "drizzle-orm";
import type { Check } from "@/lib/fsck/checks/check";

export const SOURCES: Record<string, Check> = {
  librarySources: {
    holds: "Every account that is not erased has one source of its library",
    broken: sql`
      select a.slug as account, n.sources || ' sources deliver the library' as what from accounts a, lateral (
        select count(*) as sources from sources s where s.account_id = a.id and s.type = 'library' and s.deleted_at is null) n
      where n.sources <> 1 and a.erased_at is null`,
  },

  delivered: {
    holds: "What a source delivers is a deployment that succeeded",
    broken: sql`
      select a.slug as account, s.slug || ' delivers number ' || coalesce(s.deployment::text, 'nothing') as what
      from sources s join accounts a on a.id = s.account_id
      where (s.deployment is not null or s.status = 'deployed') and not exists (select from deployments d
        where d.account_id = s.account_id and d.source_id = s.id and d.number = s.deployment and d.status = 'deployed')`,
  },

  deployments: {
    holds: "Whatever is being deployed ends within ten minutes, and its source says so",
    broken: sql`
      select a.slug as account, s.slug || ' is ' || s.status || coalesce(' while number ' || d.number || ' is being deployed', ' by no deployment') as what
      from sources s join accounts a on a.id = s.account_id
      left join deployments d on d.account_id = s.account_id and d.source_id = s.id and d.status = 'deploying'
      where (s.status = 'deploying') <> (d.id is not null) or d.started_at < now() - interval '10 minutes'`,
  },

  deletedSources: {
    holds: "A deleted source keeps no domain and no credentials",
    broken: sql`
      select a.slug as account, s.slug || ' is deleted and keeps a domain or credentials' as what
      from sources s join accounts a on a.id = s.account_id
      where s.deleted_at is not null and (s.draft_secrets is not null
        or exists (select from source_domains o where o.account_id = s.account_id and o.source_id = s.id)
        or exists (select from deployments d where d.account_id = s.account_id and d.source_id = s.id and d.secrets is not null))`,
  },
};
