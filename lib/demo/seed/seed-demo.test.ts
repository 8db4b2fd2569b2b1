import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { type Actor, systemActor } from "@/lib/actor";
import { findBrokenEvent } from "@/lib/audit/queries/chain";
import { listEvents } from "@/lib/audit/queries/list-events";
import { CAST, CAST_NAMES } from "@/lib/demo/cast";
import { seedDemo } from "@/lib/demo/seed/seed-demo";
import { listGroups } from "@/lib/groups/queries";
import { findPurge, listPurges } from "@/lib/purge/queries/list-purges";
import { listRoles } from "@/lib/roles/queries";
import { asMember } from "@/lib/testing/studio";

useTestDatabase();

let northlight: Actor;
let brightfold: Actor;
const seed = () => seedDemo(process.env.DATABASE_URL ?? "");

const actorIn = async (slug: string) => {
  const [account] = await systemDb().execute<Actor["account"]>(
    sql`select id, slug, name, plan from accounts where slug = ${slug}`,
  );
  if (!account) throw new Error(`There is no account ${slug}.`);
  return systemActor(account, "Test", "test");
};

const count = async (from: ReturnType<typeof sql>) => {
  const [row] = await systemDb().execute<{ count: number }>(sql`select count(*)::int from ${from}`);
  return row?.count;
};

beforeAll(async () => {
  await seed();
  [northlight, brightfold] = [await actorIn("northlight"), await actorIn("brightfold")];
});

test("the studio has forty people, and the cast can do what the cast can do", async () => {
  const { id } = northlight.account;
  expect(await count(sql`members where account_id = ${id} and ended_at is null`)).toBe(40);
  for (const name of CAST_NAMES) {
    const { email, role, grants } = CAST[name];
    const [row] = await systemDb().execute<{ id: string }>(
      sql`select id from members where account_id = ${id} and email = ${email} and ended_at is null`,
    );
    const { access, active } = await asMember(northlight.account, row?.id ?? "");
    expect(active).toBe(true);
    expect(access.sources.filter(({ kind }) => kind === "role").map((source) => source.id)).toEqual([role]);
    const given = access.sources.filter(({ kind }) => kind === "grant").flatMap(({ permissions }) => permissions);
    expect(given).toEqual(expect.arrayContaining([...grants]));
  }
});

test("it has roles, groups, keys with uses, invitations and a past", async () => {
  const { id } = northlight.account;
  expect((await listRoles(northlight)).filter(({ builtIn }) => !builtIn)).toHaveLength(3);
  expect((await listGroups(northlight)).map(({ name, memberCount }) => [name, memberCount])).toEqual([
    ["Freelancers", 5],
    ["Marketing Americas", 4],
    ["Marketing EU", 7],
    ["Product photography", 6],
  ]);
  const purged = (await listPurges(northlight, { limit: 50 })).rows;
  expect(purged.length).toBeGreaterThan(8);
  expect(await findPurge(northlight, purged[0]?.id ?? "")).toMatchObject({
    status: "completed",
    each: [{ read: { answer: 200, verdict: "fresh" } }],
  });
  expect(await count(sql`api_keys where account_id = ${id} and ended_at is null`)).toBe(12);
  expect(await count(sql`api_key_uses where account_id = ${id}`)).toBeGreaterThan(1000);
  expect(await count(sql`invitations where account_id = ${id} and ended_at is null and expires_at > now()`)).toBe(3);
  expect(await count(sql`invitations where account_id = ${id} and ended_at is null and expires_at <= now()`)).toBe(2);
});

test("its log is one whole chain in the order of time, fourteen months long", async () => {
  for (const actor of [northlight, brightfold]) expect(await findBrokenEvent(actor)).toBeNull();
  const [span] = await systemDb().execute<{ days: number; ordered: boolean }>(sql`
    select extract(days from max(at) - min(at))::int as days,
      bool_and(at >= previous) is not false as ordered
    from (select at, lag(at) over (order by seq) as previous from audit_events where account_id = ${northlight.account.id}) e`);
  expect(span).toEqual({ days: expect.closeTo(425, -1), ordered: true });
  expect((await listEvents(northlight, { operation: "users" })).rows.length).toBeGreaterThan(30);
});

test("nothing lies in the future, and nothing ends before it begins", async () => {
  for (const table of [
    "members",
    "role_assignments",
    "permission_grants",
    "group_members",
    "api_keys",
    "invitations",
  ]) {
    const impossible = sql`${sql.identifier(table)} where started_at > now() or ended_at > now() or ended_at < started_at`;
    expect([table, await count(impossible)]).toEqual([table, 0]);
  }
});

test("a filled demo stays as it is", async () => {
  const before = await count(sql`audit_events`);
  await seed();
  expect(await count(sql`audit_events`)).toBe(before);
  expect(await count(sql`accounts`)).toBe(2);
});
