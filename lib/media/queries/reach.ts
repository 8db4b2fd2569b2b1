import { type SQL, sql } from "drizzle-orm";
import { canEver, reachOf, refusal } from "@/lib/permissions/can";
import { type Level, LEVELS, type OperationId } from "@/lib/permissions/operations";
import type { MediaAsker } from "@/lib/media/rules/media-actor";

/**
 * How far someone reaches into the library, as pieces of SQL: the one place that decides it, for single rows and for
 * lists. A statement begins with `with ${sources}` and asks the conditions and levels of its rows.
 *
 * What someone is given stands in `grants`. A grant on a folder is the range of paths that begin with the folder's, so
 * nothing is stored for each thing below, and sharing or moving a folder of any size is the change of its own rows.
 */
export type Reach = {
  /** Whether it is a part of the library. Then the sources have `visible_folders` and `direct_files`, what lies in no such folder. */
  isPart: boolean;
  /** The common table expressions that the other pieces name. */
  sources: SQL;
  /** Whether the file row with this alias can be seen. */
  seesFile: (file: SQL) => SQL;
  /** Whether the folder row with this alias can be seen. */
  seesFolder: (folder: SQL) => SQL;
  seesCollection: (collection: SQL) => SQL;
  /** The id of the folder that a file row lies in, or null where that folder is not to be known of. */
  shownFolderOf: (file: SQL) => SQL;
  /** The level on it as a number from 1 to 3, or null; also for what lies in the trash. */
  rankOfFile: (file: SQL) => SQL;
  rankOfFolder: (folder: SQL) => SQL;
  rankOfCollection: (collection: SQL) => SQL;
  /** How many files can be seen, by the counts of their folders. */
  countOfFiles: SQL;
};

/** For a number that a rank column holds. */
export const levelOfRank = (rank: number | null): Level | null => (rank === null ? null : (LEVELS[rank - 1] ?? null));

export const rankOf = (level: SQL): SQL => sql`case ${level} when 'view' then 1 when 'contribute' then 2 else 3 end`;

/** The rank of `manage`, as SQL. */
export const MANAGE = sql.raw("3");

/**
 * The pieces for this asker. `around`: for a question about few things, their ids and those of all through which they may be
 * reached (`aroundFiles`, `aroundFolders`), so that nothing else that the asker was given is looked at.
 * @throws the refusal of the operation, where there is no row at all to do it to
 */
export function reachInto(actor: MediaAsker, operation: OperationId = "media.view", around?: SQL): Reach {
  if (!canEver(actor, operation) || (isFileRequest(actor) && operation !== "media.upload")) throw refusal(operation);
  const limits = actor.kind === "key" ? actor.key.folderIds : null;
  // Shares matter only for those who do not see everything anyway.
  if (reachOf(actor, "media.view") !== "any") return sharedReach(actor, limits, around);
  const rank = reachOf(actor, "media.rename") === "any" ? MANAGE : sql.raw("1");
  return limits ? limitedReach(actor, limits, rank, around) : wholeReach(actor, rank);
}

/** Whoever comes by a file request puts files into a folder and sees nothing of it. */
const isFileRequest = (actor: MediaAsker) => actor.kind === "share_link" && actor.link.kind === "request";

/** Everything but what is in the trash. */
function wholeReach({ account }: MediaAsker, rank: SQL): Reach {
  const always = () => rank;
  return {
    isPart: false,
    sources: trashedFolders(account.id),
    seesFile: (f) => sql`${f}.trashed_at is null and (${f}.folder_id in (select id from trashed)) is not true`,
    seesFolder: (d) => sql`${d}.trashed_at is null`,
    seesCollection: (c) => sql`${c}.ended_at is null`,
    shownFolderOf: (f) => sql`${f}.folder_id`,
    rankOfFile: always,
    rankOfFolder: always,
    rankOfCollection: always,
    countOfFiles: sql`(
      coalesce((select t.files from file_counts t where t.account_id = ${account.id}), 0)
      - (select coalesce(sum(d.file_count), 0) from folders d join trashed t on t.id = d.id where d.account_id = ${account.id}))`,
  };
}

/** A key that is limited to folders, and would see everything without that. */
function limitedReach({ account }: MediaAsker, limits: readonly string[], rank: SQL, around?: SQL): Reach {
  const within = (path: SQL) => sql`exists (select from roots r where starts_with(${path}, r.path))`;
  const none = () => sql`null::int`;
  return {
    isPart: true,
    sources: sql`${thingsAround(around)}granted_folders as materialized (
      select d.path from folders d where d.account_id = ${account.id} and d.id in ${limits} and d.trashed_at is null
    ), roots as materialized (${rangesOf(sql`table granted_folders`)}), ${visibleFolders(account.id, around)},
    direct_files as (select null::text as id where false), ${trashedFolders(account.id)}`,
    seesFile: (f) => sql`${f}.trashed_at is null and (${f}.folder_id in (select id from visible_folders)) is true`,
    seesFolder: (d) => sql`(${d}.id in (select id from visible_folders)) is true`,
    seesCollection: () => sql`false`,
    shownFolderOf: (f) => sql`${f}.folder_id`,
    rankOfFile: (f) =>
      sql`(select ${rank} from folders d where d.account_id = ${account.id} and d.id = ${f}.folder_id and ${within(sql`d.path`)})`,
    rankOfFolder: (d) => sql`case when ${within(sql`${d}.path`)} then ${rank} end`,
    rankOfCollection: none,
    countOfFiles: sql`(select coalesce(sum(v.file_count), 0) from visible_folders v)`,
  };
}

/** What is shared with or belongs to someone, or what a share link names. */
function sharedReach(actor: MediaAsker, limits: readonly string[] | null, around?: SQL): Reach {
  const isAround = (id: SQL) => (around ? sql`and ${id} in (select id from around)` : sql``);
  const accountId = actor.account.id;
  const owner = sql`${actor.memberId}::text`;
  const limited = limits
    ? sql`, limits as materialized (
        select d.path from folders d where d.account_id = ${accountId} and d.id in ${limits} and d.trashed_at is null)`
    : sql``;
  /** Within the folders that a key is limited to. */
  const allowed = (path: SQL) =>
    limits ? sql`exists (select from limits l where starts_with(${path}, l.path))` : sql`true`;
  const rankOfPath = (path: SQL) => sql`(select max(g.rank) from granted_folders g where starts_with(${path}, g.path))`;
  const pathOf = (row: SQL) =>
    sql`coalesce((select d.path from folders d where d.account_id = ${accountId} and d.id = ${row}.folder_id), '')`;

  return {
    isPart: true,
    sources: sql`${thingsAround(around)}${grantsOf(actor, isAround)}${limited},
    granted_folders as materialized (
      select d.path, max(g.rank) as rank from (
        select g.item_id as id, g.rank from grants g where g.item_id like 'fld%'
        union all select o.id, ${MANAGE} from folders o where o.account_id = ${accountId} and o.owner_id = ${owner} ${isAround(sql`o.id`)}
      ) g join folders d on d.account_id = ${accountId} and d.id = g.id
      group by d.path
    ), roots as materialized (${rangesOf(limits ? inBoth : sql`table granted_folders`)}), ${visibleFolders(accountId, around)},
    ${trashedFolders(accountId)},
    collected_files as materialized (
      select m.file_id as id, m.folder_id, m.in_trash from grants g
      join collections c on c.account_id = ${accountId} and c.id = g.item_id and c.ended_at is null
      join collection_files m on m.account_id = ${accountId} and m.collection_id = c.id and m.ended_at is null
      where g.item_id like 'col%' ${isAround(sql`m.file_id`)}
    ), direct_files as materialized (
      select x.id, x.folder_id from (
        select f.id, f.folder_id from grants g
          join files f on f.account_id = ${accountId} and f.id = g.item_id and f.trashed_at is null where g.item_id like 'fil%'
        union select o.id, o.folder_id from files o where o.account_id = ${accountId} and o.owner_id = ${owner} and o.trashed_at is null ${isAround(sql`o.id`)}
        union select m.id, m.folder_id from collected_files m where not m.in_trash
      ) x ${limits ? sql`where ${allowed(pathOf(sql`x`))}` : sql``}
    )`,
    seesFile: (f) => sql`${f}.trashed_at is null and ((${f}.folder_id in (select id from visible_folders)) is true
      or ((${f}.id in (select id from direct_files)) is true and (${f}.folder_id in (select id from trashed)) is not true))`,
    seesFolder: (d) => sql`(${d}.id in (select id from visible_folders)) is true`,
    seesCollection: (c) =>
      limits
        ? sql`false`
        : sql`${c}.ended_at is null and (${c}.owner_id = ${owner} or exists (select from grants g where g.item_id = ${c}.id))`,
    shownFolderOf: (f) =>
      sql`case when (${f}.folder_id in (select id from visible_folders)) is true then ${f}.folder_id end`,
    rankOfFile: (f) => {
      const rank = sql`greatest(
        ${rankOfPath(pathOf(f))},
        (select g.rank from grants g where g.item_id = ${f}.id),
        case when ${f}.owner_id = ${owner} then ${MANAGE} end,
        case when ${f}.id in (select id from collected_files) then 1 end)`;
      return limits ? sql`case when ${allowed(pathOf(f))} then ${rank} end` : rank;
    },
    rankOfFolder: (d) =>
      limits
        ? sql`case when ${allowed(sql`${d}.path`)} then ${rankOfPath(sql`${d}.path`)} end`
        : rankOfPath(sql`${d}.path`),
    rankOfCollection: (c) =>
      limits
        ? sql`null::int`
        : sql`greatest((select g.rank from grants g where g.item_id = ${c}.id), case when ${c}.owner_id = ${owner} then ${MANAGE} end)`,
    countOfFiles: sql`(
      (select coalesce(sum(v.file_count), 0) from visible_folders v) + (select count(*) from direct_files x
        where (x.folder_id in (select id from visible_folders)) is not true and (x.folder_id in (select id from trashed)) is not true))`,
  };
}

/** `grants`: each thing that was given, at the highest level of all the ways it was. */
function grantsOf(actor: MediaAsker, isAround: (id: SQL) => SQL): SQL {
  if (actor.kind === "share_link")
    return sql`grants as materialized (select ${actor.link.itemId}::text as item_id, ${isFileRequest(actor) ? 2 : 1}::int as rank)`;
  return sql`grants as materialized (
      select s.item_id, max(${rankOf(sql`s.level`)}) as rank from shares s
      where s.account_id = ${actor.account.id} and s.ended_at is null and (s.expires_at is null or s.expires_at > now())
        and s.grantee_id in (${granteesOf(actor.account.id, sql`${actor.memberId}`)}) ${isAround(sql`s.item_id`)}
      group by s.item_id)`;
}

/** The ids under which something may be shared with a member: their own and those of their groups. */
export const granteesOf = (accountId: string, memberId: SQL): SQL => sql`
  select ${memberId}::text union all
  select m.group_id from group_members m where m.account_id = ${accountId} and m.member_id = ${memberId} and m.ended_at is null`;

/** The ranges of these paths, those within others melted into them, so that no folder is found twice. */
const rangesOf = (paths: SQL): SQL => sql`
  select lower(r) as path, upper(r) as beyond from (
    select range_agg(pathrange(p.path, p.path || '~')) as ranges from (${paths}) p) x, unnest(x.ranges) r`;

/** Where one range contains the other, what both have is the inner one. */
const inBoth = sql`select greatest(g.path, l.path) as path from granted_folders g
  join limits l on starts_with(g.path, l.path) or starts_with(l.path, g.path)`;

const visibleFolders = (accountId: string, around?: SQL): SQL =>
  around
    ? sql`visible_folders as materialized (
  select d.id, d.file_count from folders d where d.account_id = ${accountId} and d.id in (select id from around)
    and d.trashed_at is null and exists (select from roots r where d.path >= r.path and d.path < r.beyond))`
    : sql`visible_folders as materialized (
  select d.id, d.file_count from roots r join folders d
    on d.account_id = ${accountId} and d.path >= r.path and d.path < r.beyond and d.trashed_at is null)`;

/** Found once, ahead of all else: woven into each part, it would be sought anew for every share while statistics are young. */
const thingsAround = (around?: SQL): SQL => (around ? sql`around as materialized (${around}), ` : sql``);

/** Few, as a rule: what was deleted within 30 days. */
const trashedFolders = (accountId: string): SQL => sql`trashed as materialized (
  select d.id from folders d where d.account_id = ${accountId} and d.trashed_at is not null and d.purged_at is null)`;
