import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { canEver, refusal } from "@/lib/permissions/can";

const SHOWN = 8;

export type GranteeSuggestion = {
  kind: "member" | "group";
  id: string;
  name: string;
  email: string | null;
  memberCount: number | null;
};

/** People and groups to share with, by name or address, for those who may share. */
export async function suggestGrantees(actor: Actor, text: string): Promise<GranteeSuggestion[]> {
  if (!canEver(actor, "media.share")) throw refusal("media.share");
  const accountId = actor.account.id;
  return withAccount(accountId, async (tx) => {
    const rows = await tx.execute<GranteeSuggestion>(sql`
      select * from (
        select 'member' as kind, m.id, m.name, m.email, null::int as "memberCount" from members m
        where m.account_id = ${accountId} and m.ended_at is null and strpos(lower(m.name || ' ' || m.email), lower(${text})) > 0
        union all
        select 'group', g.id, g.name, null,
          (select count(*)::int from group_members x where x.account_id = g.account_id and x.group_id = g.id and x.ended_at is null)
        from groups g where g.account_id = ${accountId} and g.ended_at is null and strpos(lower(g.name), lower(${text})) > 0) found
      order by strpos(lower(name), lower(${text})) = 1 desc, lower(name), id limit ${SHOWN}`);
    return [...rows];
  });
}
