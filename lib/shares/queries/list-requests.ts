import "server-only";
import { sql } from "drizzle-orm";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { MANAGE, reachInto } from "@/lib/media/queries/reach";
import type { Level } from "@/lib/permissions/operations";

export type AccessRequestRow = {
  id: string;
  person: { id: string; name: string; email: string };
  folder: { id: string; name: string };
  level: Level;
  message: string;
  startedAt: Date;
};

const MOST = 200;

/** What people ask for and this actor can give, the oldest first. */
export async function listRequests(actor: Actor): Promise<AccessRequestRow[]> {
  const reach = reachInto(actor, "media.share");
  return withAccount(actor.account.id, async (tx) => {
    const rows = await tx.execute<Omit<AccessRequestRow, "startedAt"> & { startedAt: string }>(sql`
      with ${reach.sources} select r.id, json_build_object('id', m.id, 'name', m.name, 'email', m.email) as person,
        json_build_object('id', d.id, 'name', d.name) as folder, r.level, r.message, r.started_at as "startedAt"
      from access_requests r
      join members m on m.account_id = r.account_id and m.id = r.member_id and m.ended_at is null
      join folders d on d.account_id = r.account_id and d.id = r.folder_id
      where r.account_id = ${actor.account.id} and r.ended_at is null and ${reach.seesFolder(sql`d`)} and ${reach.rankOfFolder(sql`d`)} >= ${MANAGE}
      order by r.started_at, r.id limit ${MOST}`);
    return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
  });
}
