import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { PERMISSION_IDS } from "@/lib/permissions/permissions";
import { asMember, joinAccount, makeAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { SORTS, usersSearch } from "@/lib/users/input";
import { listUsers } from "@/lib/users/queries/list-users";
import { suspendUsers } from "@/lib/users/commands/suspend-users";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { inviteUsersInput } from "@/lib/invitations/input";

useTestDatabase();

let studio: Studio;
let actor: MemberActor;

const search = (values: object = {}) => usersSearch.parse(values);
const names = async (values: object = {}) => (await listUsers(actor, search(values))).rows.map((row) => row.name);

beforeAll(async () => {
  studio = await makeStudio();
  actor = studio.mira;
  const purger = await makeRole(studio.account, "Cache keepers", ["purge"]);
  await joinAccount(studio.account, { name: "Ari Castellan", role: purger });
  await joinAccount(studio.account, { name: "Bo Lindqvist" });
  await suspendUsers(actor, { memberIds: [studio.priya.memberId] });
  await inviteUsers(
    actor,
    inviteUsersInput.parse({
      people: [
        { email: "wren@northlight.studio", name: "Wren Abara", roleId: "developer" },
        { email: "late@northlight.studio", roleId: null, permissions: ["billing"] },
      ],
    }),
  );
  await systemDb().execute(sql`update invitations set expires_at = now() where email = 'late@northlight.studio'`);
  await systemDb()
    .execute(sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
    values (${studio.account.id}, ${newId("grant")}, ${studio.sofia.memberId}, 'purge', now() - interval '1 second', 'system')`);
});

async function makeRole(account: ActorAccount, name: string, permissions: string[]): Promise<string> {
  const id = newId("role");
  const db = systemDb();
  await db.execute(
    sql`insert into roles (account_id, id, name, started_by) values (${account.id}, ${id}, ${name}, 'system')`,
  );
  for (const permission of permissions)
    await db.execute(sql`insert into role_permissions (account_id, id, role_id, permission, started_by)
      values (${account.id}, ${newId("rolePermission")}, ${id}, ${permission}, 'system')`);
  return id;
}

test("people and invitations stand in one list, by name", async () => {
  const page = await listUsers(actor, search());
  expect(page.rows.map((row) => row.name || row.email)).toEqual([
    "Ari Castellan",
    "Bo Lindqvist",
    "Dana Kessler",
    "Jonah Whitfield",
    "late@northlight.studio",
    "Léa Arnaud",
    "Mira Okafor",
    "Priya Nair",
    "Ryo Ishikawa",
    "Sofia Vance",
    "Tomás Brandt",
    "Wren Abara",
  ]);
  expect(page).toMatchObject({ total: 12, nextCursor: null, previousCursor: null });
});

test("a row tells access, status and what can be done", async () => {
  const { rows } = await listUsers(actor, search());
  const [dana, priya, wren, late] = ["dana@", "priya@", "wren@", "late@"].map((head) =>
    rows.find((row) => row.email.startsWith(head)),
  );
  expect(dana).toMatchObject({
    kind: "member",
    status: "active",
    role: { id: "developer", name: "Developer" },
    grants: [{ permission: "billing", expiresAt: null }],
    effective: ["analytics", "billing", "sources", "purge", "media_edit", "media_browse", "media_shared"],
    can: { edit: { allowed: true }, reactivate: { allowed: false, reason: "Dana Kessler is not suspended." } },
  });
  expect(priya).toMatchObject({ status: "suspended", held: ["analytics", "billing"], effective: [] });
  expect(wren).toMatchObject({ kind: "invitation", status: "invited", invitedBy: "Mira Okafor", effective: [] });
  expect(late).toMatchObject({ status: "expired", held: ["billing"], can: { revoke: { allowed: true } } });
});

test("one's own row is locked and says why", async () => {
  const { rows } = await listUsers(actor, search({ q: "mira" }));
  expect(rows[0]).toMatchObject({
    can: {
      edit: { allowed: false, reason: expect.stringContaining("nobody changes their own access") },
      suspend: { allowed: false },
      remove: { allowed: false, reason: expect.stringContaining("Leave the account on your profile.") },
    },
  });
});

test("the last administrator's row is locked for one whose own administration runs out", async () => {
  const account = await makeAccount();
  const mira = await joinAccount(account, { name: "Mira Okafor", role: "account_administrator" });
  const helper = await joinAccount(account, { name: "Helper" });
  await systemDb()
    .execute(sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
    values (${account.id}, ${newId("grant")}, ${helper.memberId}, 'account_admin', now() + interval '1 hour', 'system')`);
  const { rows } = await listUsers(await asMember(account, helper.memberId), search({ q: "mira" }));
  expect(rows[0]?.id).toBe(mira.memberId);
  expect(rows[0]?.kind === "member" && [rows[0].can.edit, rows[0].can.suspend, rows[0].can.remove]).toEqual(
    Array(3).fill({ allowed: false, reason: expect.stringContaining("Mira Okafor is the last administrator") }),
  );
});

describe("filters", () => {
  test.each(PERMISSION_IDS)("by %s finds exactly those who hold it now", async (permission) => {
    const { rows } = await listUsers(actor, search());
    const holding = rows.filter((row) => row.effective.includes(permission)).map((row) => row.name);
    expect(await names({ permission })).toEqual(holding);
    expect(holding.length).toBeGreaterThan(0);
  });

  test("by words of name and address, taken as they stand", async () => {
    expect(await names({ q: "KESSLER dana" })).toEqual(["Dana Kessler"]);
    expect(await names({ q: "wren@north" })).toEqual(["Wren Abara"]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ q: "_" })).toEqual([]);
  });

  test("by role, built in, own or none", async () => {
    expect(await names({ role: "developer" })).toEqual(["Dana Kessler", "Ryo Ishikawa", "Wren Abara"]);
    expect(await names({ role: "none", kind: "member" })).toEqual(["Bo Lindqvist"]);
    expect(await names({ role: "rol_unknown" })).toEqual([]);
  });

  test("by status and kind", async () => {
    expect(await names({ status: "suspended" })).toEqual(["Priya Nair"]);
    expect(await names({ status: "invited" })).toEqual(["Wren Abara"]);
    expect(await names({ status: "expired" })).toEqual([""]);
    expect(await names({ status: "active", q: "priya" })).toEqual([]);
    expect(await names({ kind: "invitation" })).toHaveLength(2);
    expect(await names({ kind: "invitation", status: "active" })).toEqual([]);
  });
});

test.each(SORTS.flatMap((sort) => [sort, `-${sort}`]))(
  "pages by %s join without gap or overlap, both ways",
  async (sort) => {
    const whole = (await listUsers(actor, search({ sort }))).rows.map((row) => row.id);
    const forwards: string[][] = [];
    let cursor: string | null = null;
    let last: string | null = null;
    do {
      const page = await listUsers(actor, search({ sort, limit: 5, ...(cursor && { cursor }) }));
      forwards.push(page.rows.map((row) => row.id));
      cursor = page.nextCursor;
      last = page.previousCursor;
    } while (cursor);
    expect(forwards.flat()).toEqual(whole);

    const backwards: string[][] = [forwards.at(-1) ?? []];
    while (last) {
      const page = await listUsers(actor, search({ sort, limit: 5, cursor: last }));
      backwards.unshift(page.rows.map((row) => row.id));
      expect(page.nextCursor).not.toBeNull();
      last = page.previousCursor;
    }
    expect(backwards).toEqual(forwards);
  },
);

test.each([
  "",
  "x",
  "bnVsbA",
  Buffer.from('{"sort":"name","side":"after","key":1,"id":"mem_1"}').toString("base64url"),
])("the cursor %j is refused", async (cursor) => {
  await expect(listUsers(actor, search({ cursor }))).rejects.toMatchObject({ code: "invalid" });
});

test("a list, its total and its search hold nobody of another account", async () => {
  const other = await makeStudio();
  const page = await listUsers(other.mira, search());
  expect(page.total).toBe(8);
  expect(page.rows.every((row) => !row.name.includes("Castellan"))).toBe(true);
  expect((await listUsers(other.mira, search({ q: "castellan" }))).total).toBe(0);
});

test.each(["dana", "lea", "sofia", "jonah"] as const)("%s may not see the list", async (name) => {
  await expect(listUsers(studio[name], search())).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "users.view", missingPermissions: ["account_admin"] },
  });
});

test("ten thousand people who have just been imported are listed at once", async () => {
  const account = await makeAccount();
  const mira = await joinAccount(account, { role: "account_administrator" });
  for (let from = 1; from <= 10_000; from += 1000) await insertPeople(account, from, from + 999);
  // A plan that rescans, as PostgreSQL makes without statistics, runs into the limit of a call.
  for (const values of [{}, { permission: "purge" }, { role: "finance", sort: "role" }, { status: "active", q: "a" }]) {
    const page = await listUsers(mira, search(values));
    expect(page.rows).toHaveLength(50);
    await listUsers(mira, search({ ...values, cursor: page.nextCursor ?? "" }));
  }
});

async function insertPeople(account: ActorAccount, from: number, to: number) {
  const people = sql`generate_series(${from}::int, ${to}::int) n`;
  const db = systemDb();
  await db.execute(sql`insert into users (id, email, name)
    select 'usr_' || n, n || '@example.com', md5(n::text) from ${people}`);
  await db.execute(sql`insert into members (account_id, id, user_id, name, email, started_by)
    select ${account.id}, 'mem_' || n, 'usr_' || n, md5(n::text), n || '@example.com', 'system' from ${people}`);
  await db.execute(sql`insert into role_assignments (account_id, id, member_id, built_in_role, started_by)
    select ${account.id}, 'ras_' || n, 'mem_' || n, (array['developer', 'finance'])[n % 2 + 1], 'system' from ${people}`);
}
