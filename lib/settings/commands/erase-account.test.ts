import fs from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { findAccount, listAllAccounts } from "@/lib/accounts/queries";
import type { ActorAccount } from "@/lib/actor";
import { seedDemo } from "@/lib/demo/seed/seed-demo";
import { checkInvariants } from "@/lib/fsck/queries";
import { restoreAccount } from "@/lib/settings/commands/delete-account";
import { eraseDeletedAccounts } from "@/lib/settings/commands/erase-account";
import { tellOfErasure } from "@/lib/settings/commands/tell-of-erasure";
import { useDataFolder } from "@/lib/testing/data-folder";
import { putFolder } from "@/lib/testing/library";
import { everythingKept } from "@/lib/testing/storage";
import { asMember, asSystem, joinAccount } from "@/lib/testing/studio";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

useTestDatabase();
const folder = useDataFolder();
beforeAll(() => seedDemo(process.env.DATABASE_URL ?? ""));

/** The demo's studio, which has something of nearly everything, with files; the other account has one of them too. */
async function makeWorld() {
  const [northlight, brightfold] = [await findAccount("northlight"), await findAccount("brightfold")];
  const mira = await memberOf(northlight, "mira@northlight.studio");
  const deep = await putFolder(northlight, "Deep", { in: await putFolder(northlight, "Canary folder") });
  await uploadFile(mira, { name: "canary.txt", folderId: deep, clash: "keep" }, new Blob(["the canary's own song"]));
  await uploadFile(mira, { name: "shared.txt", folderId: null, clash: "keep" }, new Blob(["a song of both"]));
  // One person in both accounts, as Mira is.
  await joinAccount(northlight, { email: "both@example.com" });
  const both = await joinAccount(brightfold, { email: "both@example.com", role: "account_administrator" });
  await uploadFile(both, { name: "shared.txt", folderId: null, clash: "keep" }, new Blob(["a song of both"]));
  return { northlight, brightfold };
}

async function memberOf(account: ActorAccount, email: string) {
  const [row] = await systemDb().execute<{ id: string }>(sql`
    select id from members where account_id = ${account.id} and email = ${email} and ended_at is null`);
  return asMember(account, row?.id ?? "");
}

const deleteAgo = ({ id }: ActorAccount, days: number) =>
  systemDb().execute(sql`
    update accounts set deleted_at = now() - make_interval(days => ${days}), deleted_by = 'mem_x' where id = ${id}`);

/** How many rows each table has of the account. */
async function rowsOf({ id }: ActorAccount): Promise<Record<string, number>> {
  const tables = await systemDb().execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = 'public'`);
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await systemDb().execute<{ count: number }>(sql`
      select count(*)::int as count from ${sql.identifier(name)} where account_id = ${id}`);
    if (row?.count) counts[name] = row.count;
  }
  return counts;
}

/** Everything in the data folder, as one text. */
async function everythingStored(): Promise<string> {
  const files = await fs.readdir(folder(), { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => fs.readFile(path.join(file.parentPath, file.name), "utf8"));
  return (await Promise.all(texts)).join(" ");
}

const mailsToMira = async () =>
  (
    await systemDb().execute<{ template: string }>(sql`
      select template from mails where "to" = 'mira@northlight.studio' and template = 'account-erasure'`)
  ).length;

test("a deleted account is told of twice and then erased, files too; what is not its own stays", async () => {
  const { northlight, brightfold } = await makeWorld();
  const other = await rowsOf(brightfold);
  const books = await rowsOf(northlight);

  for (const [days, mails] of [
    [22, 0],
    [23.5, 1],
    [29.5, 2],
  ] as const) {
    await systemDb().execute(sql`
      update accounts set deleted_at = now() - make_interval(secs => ${days * 86_400}), deleted_by = 'mem_x' where id = ${northlight.id}`);
    await Promise.all([tellOfErasure(), tellOfErasure()]);
    await tellOfErasure();
    expect(await mailsToMira()).toBe(mails);
    await eraseDeletedAccounts();
    expect((await rowsOf(northlight)).members).toBeGreaterThan(0);
  }
  await expect(
    systemDb().execute(sql`select erase_rows(${northlight.id}, 'members'::regclass, 10)`),
  ).rejects.toMatchObject({ cause: { code: "42501" } });

  await deleteAgo(northlight, 31);
  await Promise.all([eraseDeletedAccounts(), eraseDeletedAccounts()]);
  const { invoices, payments } = books;
  expect(await rowsOf(northlight)).toEqual({ invoices, payments, audit_events: 1, audit_heads: 1 });
  const kept = await everythingKept();
  const canaries = ["jonah@northlight.studio", "jun@northlight.studio", "canary", "Canary"];
  expect(canaries.filter((canary) => kept.includes(canary))).toEqual([]);
  expect(await everythingStored()).toContain("a song of both");
  expect(await everythingStored()).not.toContain("the canary's own song");
  expect(kept).toContain("both@example.com");
  expect(await rowsOf(brightfold)).toEqual(other);

  expect((await listAllAccounts()).map(({ slug }) => slug)).toEqual(["brightfold"]);
  await expect(restoreAccount(asSystem(northlight))).rejects.toMatchObject({ code: "conflict" });
  expect((await checkInvariants(process.env.DATABASE_URL ?? "")).flatMap(({ broken }) => broken)).toEqual([]);
  const [event] = await systemDb().execute(sql`
    select operation, actor_name as actor, before from audit_events where account_id = ${northlight.id}`);
  expect(event).toEqual({
    operation: "account.erase",
    actor: "Erasure",
    before: { deletedAt: expect.any(String), deletedBy: "mem_x" },
  });
});

test("the books of the seller cannot be erased, nor an account that is in use", async () => {
  const refused = { cause: { code: "42501" } };
  const account = await findAccount("brightfold");
  for (const table of ["members", "audit_events", "invoices"])
    await expect(
      systemDb().execute(sql`select erase_rows(${account.id}, ${table}::regclass, 10)`),
    ).rejects.toMatchObject(refused);
  await deleteAgo(account, 31);
  await expect(
    systemDb().execute(sql`select erase_rows(${account.id}, 'invoices'::regclass, 10)`),
  ).rejects.toMatchObject(refused);
});
