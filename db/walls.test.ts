import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { askingAccount, databaseCode, systemDb, withAccount } from "./client";
import { useTestDatabase } from "./testing/database";

useTestDatabase();

/** Rows of access: they are ended, never deleted. */
const INTERVALS = [
  "members",
  "roles",
  "role_permissions",
  "role_assignments",
  "permission_grants",
  "suspensions",
  "groups",
  "group_members",
  "invitations",
  "invitation_links",
  "api_keys",
  "api_key_permissions",
  "api_key_suspensions",
  "private_media",
];

const CLOSED = ["users", "logins", "sessions", "one_time_links", "audit_heads"];

beforeAll(async () => {
  const db = systemDb();
  for (const account of ["acc_own", "acc_foreign"]) {
    await db.execute(sql`insert into accounts (id, slug, name) values (${account}, ${account.slice(4)}, ${account})`);
    await db.execute(
      sql`insert into users (id, email, name) values ('usr_' || ${account}, ${account} || '@example.com', 'A')`,
    );
    await db.execute(sql`insert into members (account_id, id, user_id, name, email, started_by)
      values (${account}, 'mem_' || ${account}, 'usr_' || ${account}, 'A', ${account} || '@example.com', 'system')`);
  }
});

const asApp = (statement: string) => withAccount("acc_own", (tx) => tx.execute(sql.raw(statement)));
const asSystem = (statement: string) => systemDb().execute(sql.raw(statement));
const code = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error) => error.cause?.code,
  );

test.each(INTERVALS)("neither role can delete from %s, or empty it", async (table) => {
  for (const act of [asApp, asSystem])
    for (const statement of [`delete from ${table}`, `truncate ${table}`])
      expect(await code(act(statement))).toBe("42501");
});

test.each(CLOSED)("an account's transaction cannot touch %s", async (table) => {
  for (const statement of [`select from ${table}`, `truncate ${table}`, `delete from ${table}`])
    expect(await code(asApp(statement))).toBe("42501");
});

test.each(["create table t ()", "alter table members disable row level security", "drop policy of_account on members"])(
  "neither role can change the schema: %s",
  async (statement) => {
    for (const act of [asApp, asSystem]) expect(await code(act(statement))).toBe("42501");
  },
);

test("an account's transaction sees its own rows, whatever it asks for", async () => {
  expect([...(await asApp("select account_id from members"))]).toEqual([{ account_id: "acc_own" }]);
  expect(await asApp("select from members where account_id = 'acc_foreign'")).toHaveLength(0);
  expect([...(await asApp("select id from accounts"))]).toEqual([{ id: "acc_own" }]);
});

test("an account's transaction writes into no other", async () => {
  expect(await asApp("update members set name = 'B' where account_id = 'acc_foreign' returning id")).toHaveLength(0);
  expect(await code(asApp("update members set account_id = 'acc_foreign' where account_id = 'acc_own'"))).toBe("42501");
  const insert = `insert into suspensions (account_id, id, member_id, started_by)
    values ('acc_foreign', 'sus_1', 'mem_acc_foreign', 'system')`;
  expect(await code(asApp(insert))).toBe("42501");
});

test("a row cannot point into another account, even where both are open", async () => {
  const insert = `insert into suspensions (account_id, id, member_id, started_by)
    values ('acc_own', 'sus_1', 'mem_acc_foreign', 'system')`;
  expect(await code(asSystem(insert))).toBe("23503");
});

test("without an account, nothing is there", async () => {
  const rows = await withAccount("", (tx) => tx.execute(sql`select from members`));
  expect(rows).toHaveLength(0);
});

test("who only asks sees the account's own rows, also fifty at once", async () => {
  const askers = Array.from({ length: 50 }, (_, n) => (n % 2 ? "acc_own" : "acc_foreign"));
  const seen = await Promise.all(
    askers.map((account) => askingAccount(account, (ask) => ask(sql`select id from accounts`))),
  );
  expect(seen.map((rows) => [...rows])).toEqual(askers.map((id) => [{ id }]));
});

test("who only asks changes nothing, and what fails spoils no connection", async () => {
  const write = askingAccount("acc_own", (ask) => ask(sql`update accounts set name = 'B' where id = ${"acc_own"}`));
  expect(databaseCode(await write.catch((error: unknown) => error))).toBe("25006");
  let late: Promise<unknown> | undefined;
  const broken = askingAccount("acc_own", async (ask) => {
    late = ask(sql`select pg_sleep(0.01)`).then(() => ask(sql`select 1`));
    late.catch(() => undefined);
    return ask(sql`select 1 / ${0}::int`);
  });
  await expect(broken).rejects.toMatchObject({ code: "22012" });
  const names = () => askingAccount("acc_own", (ask) => ask<{ name: string }>(sql`select name from accounts`));
  for (const [row] of await Promise.all(Array.from({ length: 20 }, names))) expect(row?.name).toBe("acc_own");
});
