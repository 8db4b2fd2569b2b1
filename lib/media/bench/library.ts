import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { openThrowAwayDatabase } from "../../../bin/throw-away-folder.mjs";
import { migrateDatabase } from "../../../db/migrate";

/** How large the library is; the smaller one beside it shows how times grow. */
export const FILES = Number(process.env.MEDIA_FILES ?? 100_000);
export const GROWTH = 100;

export const MEMBERS = 500;
const GROUPS = 50;
const FILES_IN_A_FOLDER = 20;
const FOLDERS_IN_A_COLLECTION = 25;
const FILES_IN_A_COLLECTION = 50;
/** At a million files; 20,000 shares in all, half of them with groups. */
const SHARES_OF_A_MEMBER = 20;
const SHARES_OF_A_GROUP = 200;

/** Two accounts in one database of the server that the product brings along: a library, and one a hundredth of it. */
export async function prepare() {
  const server = await openThrowAwayDatabase();
  await migrateDatabase(server.url());
  const sql = postgres(server.url(), { max: 1, onnotice() {} });
  await sql`select setseed(0.5)`;
  const rebuild = await dropIndexes(sql);
  await fill(sql, "large", FILES);
  await fill(sql, "small", Math.max(1000, FILES / GROWTH));
  await rebuild();
  await closeTree(sql);
  await sql.unsafe("vacuum analyze");
  await sql.end();
  return {
    env: {
      DATABASE_URL: server.url(),
      AUTH_SECRET: randomBytes(32).toString("base64"),
      NODE_OPTIONS: "--conditions=react-server",
    },
    end: server.close,
  };
}

/** Indexes are built once all rows are there, which is many times as fast. */
async function dropIndexes(sql: Sql): Promise<() => Promise<void>> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = 'public' and tablename in ('files', 'folders') and indexname not like '%_pk'`;
  await sql.unsafe("alter table files disable trigger all; alter table folders disable trigger all");
  for (const { name } of indexes) await sql.unsafe(`drop index ${name}`);
  return async () => {
    for (const { definition } of indexes) await sql.unsafe(definition);
    await sql.unsafe(`
      update folders d set file_count = c.count from (
        select account_id, folder_id, count(*) from files group by 1, 2) c
      where c.account_id = d.account_id and c.folder_id = d.id;
      insert into file_counts (account_id, files) select account_id, count(*) from files group by 1`);
    await sql.unsafe("alter table files enable trigger all; alter table folders enable trigger all");
  };
}

const WORDS =
  "spring summer campaign hero banner logo press team product launch detail sunset harbour portrait studio final draft wide square story".split(
    " ",
  );

async function fill(sql: Sql, account: string, files: number): Promise<void> {
  const folders = Math.ceil(files / FILES_IN_A_FOLDER);
  const collections = Math.ceil(folders / FOLDERS_IN_A_COLLECTION);
  const scale = Math.min(1, files / 1_000_000) ** 0.5;
  const id = (kind: string, number: string) => `'${kind}_${account}' || lpad((${number})::text, 10, '0')`;
  const anyOf = (count: number) => `1 + floor(random() * ${count})::int`;
  const begun = `started_at, started_by`;
  const since = `now() - interval '1 year', 'system'`;

  await sql.unsafe(`
    insert into accounts (id, slug, name, plan) values ('acc_${account}', '${account}', 'Bench', 'enterprise');
    insert into users (id, email, name) select ${id("usr", "n")}, n || '@${account}.example', 'Person ' || n from generate_series(0, ${MEMBERS}) n;
    insert into members (account_id, id, user_id, name, email, ${begun})
      select 'acc_${account}', ${id("mem", "n")}, ${id("usr", "n")}, 'Person ' || n, n || '@${account}.example', ${since} from generate_series(0, ${MEMBERS}) n;
    insert into role_assignments (account_id, id, member_id, built_in_role, ${begun})
      select 'acc_${account}', ${id("ras", "n")}, ${id("mem", "n")},
        case n when 0 then 'account_administrator' else 'media_library_restricted_access' end, ${since} from generate_series(0, ${MEMBERS}) n;
    insert into groups (account_id, id, name, ${begun}) select 'acc_${account}', ${id("grp", "n")}, 'Group ' || n, ${since} from generate_series(1, ${GROUPS}) n;
    insert into group_members (account_id, id, group_id, member_id, ${begun})
      select 'acc_${account}', ${id("grm", "n")}, ${id("grp", `1 + n % ${GROUPS}`)}, ${id("mem", "n")}, ${since} from generate_series(1, ${MEMBERS}) n`);

  // Forty folders at the root; every other one lies in any of those before it.
  await sql.unsafe(`
    create temporary table tree as
      select n, case when n > 40 then 1 + floor(random() * (n - 1))::int end as parent from generate_series(1, ${folders}) n;
    create index on tree (parent);
    insert into folders (account_id, id, parent_id, name, name_key, path, created_by)
    with recursive placed as (
      select n, parent, lpad(to_hex(n), 8, '0') as path from tree where parent is null
      union all select t.n, t.parent, p.path || lpad(to_hex(t.n), 8, '0') from tree t join placed p on p.n = t.parent)
    select 'acc_${account}', ${id("fld", "n")}, case when parent is not null then ${id("fld", "parent")} end,
      'folder ' || n, 'folder ' || lpad(n::text, 16, '0'), path, 'system' from placed;
    drop table tree`);

  const word = `(array['${WORDS.join("','")}'])[${anyOf(WORDS.length)}]`;
  await sql.unsafe(`
    insert into files (account_id, id, folder_id, name, name_key, version, sha256, type, mime, size, width, height, tags, created_at, created_by)
    select 'acc_${account}', ${id("fil", "n")}, ${id("fld", anyOf(folders))}, name, name, 1,
      encode(sha256(n::text::bytea), 'hex'), 'image', 'image/jpeg', floor(random() * 1e7), 3000, 2000, array[${word}],
      now() - random() * interval '1000 days', 'system'
    from (select n, ${word} || ' ' || ${word} || ' ' || lpad(n::text, 16, '0') || '.jpg' as name from generate_series(1, ${files}) n) f`);

  await sql.unsafe(`
    insert into collections (account_id, id, name, name_key, ${begun})
      select 'acc_${account}', ${id("col", "n")}, 'Collection ' || n, 'collection ' || lpad(n::text, 16, '0'), ${since} from generate_series(1, ${collections}) n;
    insert into collection_files (account_id, collection_id, file_id, ${begun})
      select distinct 'acc_${account}', ${id("col", "n")}, ${id("fil", anyOf(files))}, ${since}
      from generate_series(1, ${collections}) n, generate_series(1, ${FILES_IN_A_COLLECTION}) m`);

  // Of ten shares six are on folders of a moderate size, three on files and one on a collection. The last five people have three folders and no more.
  const share = (grantee: string, kind: string, count: number, each: number, prefix: string) => `
    insert into shares (account_id, id, ${grantee}, folder_id, file_id, collection_id, level, ${begun})
    select 'acc_${account}', '${prefix}${account}' || n || '_' || m, ${id(kind, "n")},
      case when m % 10 < 6 then f.id end, case when m % 10 in (6, 7, 8) then ${id("fil", anyOf(files))} end,
      case when m % 10 = 9 then ${id("col", anyOf(collections))} end, (array['view', 'contribute', 'manage'])[1 + m % 3], ${since}
    from generate_series(1, ${count}) n, generate_series(1, ${Math.max(10, Math.round(each * scale))}) m,
      lateral (select ${id("fld", `41 + floor(random() * ${folders - 41})::int + 0 * (n + m)`)} as id) f
    on conflict do nothing`;
  await sql.unsafe(share("member_id", "mem", MEMBERS - 5, SHARES_OF_A_MEMBER, "shr_m"));
  await sql.unsafe(share("group_id", "grp", GROUPS, SHARES_OF_A_GROUP, "shr_g"));
  await sql.unsafe(`
    update group_members set ended_at = now(), ended_by = 'system' where account_id = 'acc_${account}' and member_id > ${id("mem", String(MEMBERS - 5))};
    insert into shares (account_id, id, member_id, folder_id, level, ${begun})
      select 'acc_${account}', 'shr_n${account}' || n || '_' || m, ${id("mem", "n")}, ${id("fld", `41 + floor(random() * ${folders - 41})::int + 0 * (n + m)`)}, 'view', ${since}
      from generate_series(${MEMBERS - 4}, ${MEMBERS}) n, generate_series(1, 3) m on conflict do nothing`);
}

/** For the variant that this is measured against: a row for each folder and each folder above it. */
async function closeTree(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create table folder_closure as
      select d.account_id, a.id as ancestor_id, d.id as descendant_id from folders d
      join lateral generate_series(1, length(d.path) / 8) n on true
      join folders a on a.account_id = d.account_id and a.path = left(d.path, n * 8);
    create unique index on folder_closure (account_id, descendant_id, ancestor_id);
    create index on folder_closure (account_id, ancestor_id, descendant_id);
    grant select, insert, delete on folder_closure to aperture_app, aperture_system`);
}
