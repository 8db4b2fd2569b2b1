import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Tx, withSystem } from "@/db/client";
import { type ActorAccount, systemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { TRASH_DAYS } from "@/lib/media/rules/limits";

const BATCH = 200;

type Purged = { kind: "file" | "folder"; id: string; name: string; account: ActorAccount };

/**
 * Ends what has lain in the trash for 30 days: of files and folders their row alone is left, without name and content,
 * for the history of access. The bytes go once nothing else holds them.
 */
export async function purgeTrash(): Promise<void> {
  while ((await purgeSome()) === BATCH);
}

/** @returns how many things were purged */
const purgeSome = (): Promise<number> =>
  withSystem(async (tx) => {
    const files = await purgeFiles(tx);
    const purged = files.length < BATCH ? [...files, ...(await purgeFolders(tx))] : files;
    const requestId = randomUUID();
    for (const { account, ...thing } of purged)
      await recordAudit(tx, systemActor(account, "Trash", requestId), "media.delete", thing, {
        after: { status: `gone for good after ${TRASH_DAYS} days` },
      });
    return purged.length;
  });

const isDue = sql`trashed_at < now() - make_interval(days => ${TRASH_DAYS}::int) and purged_at is null`;

async function purgeFiles(tx: Tx): Promise<Purged[]> {
  const rows = await tx.execute<Purged>(sql`
    with due as (
      select account_id, id, name from (
        select account_id, id, name from files where ${isDue}
        union all
        select f.account_id, f.id, f.name from folders d join files f on f.account_id = d.account_id and f.folder_id = d.id and f.purged_at is null
        where d.trashed_at < now() - make_interval(days => ${TRASH_DAYS}::int) and d.purged_at is null and f.trashed_at is null
      ) found limit ${BATCH}
    ), emptied as (
      update files f set name = '', name_key = '', tags = '{}', metadata = '{}', thumbhash = null,
        trashed_at = coalesce(f.trashed_at, now()), trashed_by = coalesce(f.trashed_by, 'system'), purged_at = now()
      from due where f.account_id = due.account_id and f.id = due.id
    ), forgotten as (
      delete from file_versions v using due where v.account_id = due.account_id and v.file_id = due.id
    ), left_collections as (
      update collection_files m set ended_at = now(), ended_by = 'system', end_reason = 'purged'
      from due where m.account_id = due.account_id and m.file_id = due.id and m.ended_at is null
    ), unshared as (${endShares})
    select 'file' as kind, due.id, due.name, ${accountOf(sql`due.account_id`)} as account from due`);
  return [...rows];
}

/** Folders whose files have all gone; those that lie deeper first. */
async function purgeFolders(tx: Tx): Promise<Purged[]> {
  const rows = await tx.execute<Purged>(sql`
    with due as (
      select d.account_id, d.id, d.name from folders d
      where ${isDue} and not exists (select from files f
        where f.account_id = d.account_id and f.folder_id = d.id and f.purged_at is null)
      order by length(d.path) desc limit ${BATCH}
    ), emptied as (
      update folders d set name = '', name_key = '', purged_at = now()
      from due where d.account_id = due.account_id and d.id = due.id
    ), unshared as (${endShares})
    select 'folder' as kind, due.id, due.name, ${accountOf(sql`due.account_id`)} as account from due`);
  return [...rows];
}

const endShares = sql`update shares s set ended_at = now(), ended_by = 'system', end_reason = 'purged'
  from due where s.account_id = due.account_id and s.item_id = due.id and s.ended_at is null`;

const accountOf = (id: ReturnType<typeof sql>) => sql`(
  select json_build_object('id', a.id, 'slug', a.slug, 'name', a.name, 'plan', a.plan) from accounts a where a.id = ${id})`;
