import { type SQL, sql } from "drizzle-orm";
import type { MemberActor } from "@/lib/actor";
import { granteesOf, type Reach, rankOf } from "@/lib/media/queries/reach";

/** The same decisions with a table that has a row for each folder and each folder above it, as they are mostly made. */
export function closureReach({ account, memberId }: MemberActor): Reach {
  const owner = sql`${memberId}::text`;
  const above = (folder: SQL) => sql`select g.rank from folder_closure k join grants g on g.item_id = k.ancestor_id
    where k.account_id = ${account.id} and k.descendant_id = ${folder}`;
  const isDirect = (f: SQL) => sql`(${f}.id in (select id from direct_files)) is true`;
  const rankOfFolder = (id: SQL) => sql`(select max(rank) from (${above(id)}) a)`;
  return {
    isPart: false,
    sources: sql`grants as materialized (
      select s.item_id, max(${rankOf(sql`s.level`)}) as rank from shares s
      where s.account_id = ${account.id} and s.ended_at is null and (s.expires_at is null or s.expires_at > now())
        and s.grantee_id in (${granteesOf(account.id, owner)}) group by s.item_id
    ), direct_files as materialized (
      select g.item_id as id from grants g where g.item_id like 'fil%'
      union select m.file_id from grants g join collection_files m
        on m.account_id = ${account.id} and m.collection_id = g.item_id and m.ended_at is null where g.item_id like 'col%')`,
    seesFile: (f) => sql`${f}.trashed_at is null and (exists (${above(sql`${f}.folder_id`)}) or ${isDirect(f)})`,
    seesFolder: (d) => sql`${d}.trashed_at is null and exists (${above(sql`${d}.id`)})`,
    seesCollection: (c) => sql`exists (select from grants g where g.item_id = ${c}.id)`,
    shownFolderOf: (f) => sql`case when exists (${above(sql`${f}.folder_id`)}) then ${f}.folder_id end`,
    rankOfFile: (f) =>
      sql`greatest(${rankOfFolder(sql`${f}.folder_id`)}, (select g.rank from grants g where g.item_id = ${f}.id), case when ${isDirect(f)} then 1 end)`,
    rankOfFolder: (d) => rankOfFolder(sql`${d}.id`),
    rankOfCollection: (c) => sql`(select g.rank from grants g where g.item_id = ${c}.id)`,
    countOfFiles: sql`(
      (select coalesce(sum(d.file_count), 0) from folders d where d.account_id = ${account.id} and d.id in (
        select k.descendant_id from grants g join folder_closure k on k.account_id = ${account.id} and k.ancestor_id = g.item_id))
      + (select count(*) from direct_files x join files f on f.account_id = ${account.id} and f.id = x.id
        where not exists (${above(sql`f.folder_id`)})))`,
  };
}

/** Takes the subtree's rows that cross its top out, and puts in those of its new place. */
export const moveInClosure = (accountId: string, folderId: string, toId: string): SQL[] => [
  sql`delete from folder_closure k using folder_closure below, folder_closure above
    where below.account_id = ${accountId} and below.ancestor_id = ${folderId}
      and above.account_id = ${accountId} and above.descendant_id = ${folderId} and above.ancestor_id <> ${folderId}
      and k.account_id = ${accountId} and k.descendant_id = below.descendant_id and k.ancestor_id = above.ancestor_id`,
  sql`insert into folder_closure (account_id, ancestor_id, descendant_id)
    select ${accountId}, above.ancestor_id, below.descendant_id from folder_closure below, folder_closure above
    where below.account_id = ${accountId} and below.ancestor_id = ${folderId}
      and above.account_id = ${accountId} and above.descendant_id = ${toId}`,
];
