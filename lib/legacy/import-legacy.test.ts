import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { ActorAccount } from "@/lib/actor";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { historyOf } from "@/lib/audit/queries/list-events";
import { importLegacy } from "@/lib/legacy/commands";
import { readLegacyFile } from "@/lib/legacy/input";
import { closureOf, listOf, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { ORIGIN } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asMember, asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";

useTestDatabase();

const SECRET = "legacy-secret-0123456789abcdef";
const sha256 = createHash("sha256").update(SECRET).digest("hex");

async function permissionsOf(account: ActorAccount, email: string) {
  const [row] = await systemDb().execute<{ id: string }>(
    sql`select id from members where account_id = ${account.id} and email = ${email} and ended_at is null`,
  );
  return listOf((await asMember(account, row?.id ?? "")).permissions);
}

const USERS = `email,name,role
ann@old.example,Ann Ost,owner
ben@old.example,,user
"cat@old.example","Cat, the third",billing
DAN@old.example,Dan,read_only
`;

test("everyone can do exactly what they could before", async () => {
  const account = await makeAccount();
  const report = await importLegacy(asSystem(account), readLegacyFile(USERS), { apply: true });
  expect(report.users.map(({ line, email, outcome, after }) => [line, email, outcome, after])).toEqual([
    [2, "ann@old.example", "new", "Account administrator"],
    [3, "ben@old.example", "new", "Analytics, Sources, and Purge"],
    [4, "cat@old.example", "new", "Finance"],
    [5, "dan@old.example", "new", "no permissions yet"],
  ]);
  expect(await permissionsOf(account, "ann@old.example")).toEqual([...PERMISSION_IDS]);
  expect(await permissionsOf(account, "ben@old.example")).toEqual(["analytics", "sources", "purge"]);
  expect(await permissionsOf(account, "cat@old.example")).toEqual(["analytics", "billing"]);
  expect(await permissionsOf(account, "dan@old.example")).toEqual([]);
});

test("a trial tells the same and changes nothing", async () => {
  const { account, sofia } = await makeStudio();
  const file = readLegacyFile(`${USERS}${sofia.email},Sofia,user\npriya@northlight.studio,Priya,billing\n`);
  const before = await snapshotOf(account);
  const told = await importLegacy(asSystem(account), file, { apply: false });
  expect(await snapshotOf(account)).toEqual(before);
  expect(told.users.slice(4)).toEqual([
    expect.objectContaining({
      outcome: "changed",
      before: "Media library view-only",
      gained: ["analytics", "sources", "purge"],
      lost: ["media_browse", "media_shared"],
    }),
    expect.objectContaining({ outcome: "unchanged", before: "Finance", after: "Finance" }),
  ]);
  const made = await importLegacy(asSystem(account), file, { apply: true });
  expect(made).toEqual({ ...told, applied: true });
  const again = await importLegacy(asSystem(account), file, { apply: true });
  expect(again.users.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => "unchanged"));
  const [event] = (await historyOf(asSystem(account), sofia.memberId)).rows;
  expect(event).toMatchObject({ operation: "users.edit", actor: { kind: "system", name: "Command line" } });
});

test("a key of before works on, with all permissions, as its owner's", async () => {
  const account = await makeAccount();
  const content = { users: [{ email: "ann@old.example", role: "owner" }], keys: [{ name: "deploy", sha256 }] };
  const file = readLegacyFile(JSON.stringify(content));
  const report = await importLegacy(asSystem(account), file, { apply: true });
  expect(report.keys).toEqual([{ line: 1, name: "deploy", owner: "ann@old.example", outcome: "new" }]);
  const { actor, refused } = await verifyKey(SECRET, ORIGIN);
  expect(refused).toBeNull();
  expect(actor?.permissions).toBe(closureOf(PERMISSION_IDS));
  expect((await importLegacy(asSystem(account), file, { apply: true })).keys[0]?.outcome).toBe("unchanged");
});

test("keys can come in a file of their own, for administrators who are there", async () => {
  const account = await makeAccount();
  const ida = await joinAccount(account, { role: "account_administrator", email: "ida@old.example" });
  const other = createHash("sha256").update(`${SECRET}-2`).digest("hex").toUpperCase();
  const report = await importLegacy(asSystem(account), readLegacyFile(`name,sha256\nsync,${other}\n`), { apply: true });
  expect(report.keys).toMatchObject([{ owner: ida.email, outcome: "new" }]);
});

test("bad lines are told by their numbers, all at once, and nothing is imported", async () => {
  const account = await makeAccount();
  const file = readLegacyFile(
    "email,role\nann@old.example,owner\nnobody,user\nben@old.example,admin\n\nann@old.example,user\nx@y.example\n",
  );
  expect(file.faults).toEqual([
    { line: 3, list: "users", says: "This is not an e-mail address like dana@example.com." },
    { line: 4, list: "users", says: "The role is one of owner, user, billing, read_only." },
    { line: 6, list: "users", says: "ann@old.example stands on line 2 already." },
    { line: 7, list: "users", says: "The role is one of owner, user, billing, read_only." },
  ]);
  await expect(importLegacy(asSystem(account), file, { apply: true })).rejects.toMatchObject({
    code: "invalid",
    details: { fields: expect.arrayContaining([expect.objectContaining({ path: "users.3" })]) },
  });
  const [row] = await systemDb().execute(sql`select count(*)::int as n from members where account_id = ${account.id}`);
  expect(row).toEqual({ n: 0 });
});

test.each([
  ["a column is missing", "mail,role\n", "email is missing"],
  ["nothing is in it", "", "email and role is missing"],
  ["it breaks off", "[1,", "not JSON"],
  ["it holds something else", '{"people":[]}', "neither a list"],
  ["a quote stands astray", 'email,role\n"a"b,owner', "Line 2"],
  ["it is too long", `email,role\n${"a@b.example,user\n".repeat(20_001)}`, "Split the file"],
])("a file is refused in a sentence where %s", (_, text, sentence) => {
  expect(() => readLegacyFile(text)).toThrow(sentence);
});

test.each([["[1]"], ["[null]"], ['[{"email":7,"role":[]}]'], ['{"users":[],"keys":[{"sha256":"x"}]}']])(
  "an entry of the wrong kind is a fault: %s",
  (text) => {
    expect(readLegacyFile(text).faults).toEqual([expect.objectContaining({ line: 1 })]);
  },
);

test("seats, plan and the last administrator are respected, whole file or nothing", async () => {
  const { account, mira, tomas } = await makeStudio({ plan: "pro", seatLimit: 10 });
  const system = asSystem(account);
  const before = await snapshotOf(account);
  const refuse = async (text: string, sentence: string, actor = system) =>
    expect(importLegacy(actor, readLegacyFile(text), { apply: true })).rejects.toThrow(sentence);
  await refuse(USERS, "4 seats are needed and 2 are free");
  await refuse(`email,role\n${mira.email},user\n${tomas.email},billing\n`, "without an administrator");
  expect(await snapshotOf(account)).toEqual(before);
  await refuse(USERS, "Free plan", asSystem(await makeAccount({ plan: "free", seatLimit: 100 })));
  await importLegacy(system, readLegacyFile(`email,role\n${mira.email},user\nann@old.example,owner\n`), {
    apply: true,
  });
  expect(await permissionsOf(account, mira.email)).toEqual(["analytics", "sources", "purge"]);
});

test("thousands of people come in at once", { timeout: 60_000 }, async () => {
  const account = await makeAccount({ seatLimit: 10_000 });
  const roles = ["owner", "user", "billing", "read_only"];
  const lines = Array.from({ length: 2500 }, (_, i) => `person${i}@big.example,Person ${i},${roles[i % 4]}`);
  const file = readLegacyFile(["email,name,role", ...lines].join("\n"));
  const { users } = await importLegacy(asSystem(account), file, { apply: true });
  expect(users).toHaveLength(2500);
  expect(await permissionsOf(account, "person2497@big.example")).toEqual(["analytics", "sources", "purge"]);
});
