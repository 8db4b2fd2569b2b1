import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { FoundItem } from "@/lib/media/queries/find-item";
import { waysTo } from "@/lib/shares/queries/ways";
import { holdersOf } from "@/lib/users/queries/holders";

type Manager = { id: string; name: string; email: string };

const MOST = 10;

/** Who is asked about a thing: those who manage it by a share or own it, and where nobody does, those who edit everything. */
export async function managersOf(tx: Tx, accountId: string, item: FoundItem): Promise<Manager[]> {
  const near = (await waysTo(tx, accountId, item)).filter(({ level }) => level === "manage");
  if (near.length > 0) return near.slice(0, MOST);
  const rows = await tx.execute<Manager>(sql`
    select m.id, m.name, m.email from members m
    where m.account_id = ${accountId} and m.ended_at is null and m.id in (${holdersOf(accountId, "media_edit")})
    order by m.id = ${item.ownerId ?? ""} desc, m.last_active_at desc nulls last, m.id limit ${MOST}`);
  return [...rows];
}
