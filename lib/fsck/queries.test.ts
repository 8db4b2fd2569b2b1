import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { createAdministrator, setLimits } from "@/lib/accounts/commands";
import { findAccount } from "@/lib/accounts/queries";
import { systemActor } from "@/lib/actor";
import { seedDemo } from "@/lib/demo/seed/seed-demo";
import { CHECKS } from "@/lib/fsck/checks/all";
import { checkInvariants, findBroken } from "@/lib/fsck/queries";

useTestDatabase();

const url = () => process.env.DATABASE_URL ?? "";
beforeAll(() => seedDemo(url()));

test("nothing is wrong with the demo, which has seen everything", async () => {
  const findings = await checkInvariants(url());
  expect(findings.map(({ check }) => check)).toEqual(Object.keys(CHECKS));
  expect(findings.flatMap(({ broken }) => broken)).toEqual([]);
});

test("fewer seats than people are no fault", async () => {
  const system = systemActor(await findAccount("brightfold"), "Test", "test");
  await createAdministrator(system, { email: "late@brightfold.example", name: "Late Comer" });
  await setLimits(system, { seatLimit: 2 });
  expect((await checkInvariants(url())).flatMap(({ broken }) => broken)).toEqual([]);
  await setLimits(system, { seatLimit: null });
});

const leaver = "(select id from members where email = 'jun@northlight.studio')";
const ryo = "(select id from members where email = 'ryo@northlight.studio')";

/** What only a fault, or someone with the database's own password, could do. */
const FAULTS: Record<keyof typeof CHECKS, string> = {
  administrators: "update role_assignments set built_in_role = 'finance' where built_in_role = 'account_administrator'",
  seats: "update accounts set seat_limit = 20 where slug = 'northlight'",
  seatsTwice: "update invitations set email = 'ryo@northlight.studio' where email = 'ravi@northlight.studio'",
  keyOwners: `update api_keys set owner_id = ${leaver} where name = 'ci-deploy'`,
  keysStop: `update api_keys set ended_at = now() - interval '9 days' where name = 'ci-deploy'`,
  intervals: "update members set ended_at = started_at - interval '1 day' where email = 'jun@northlight.studio'",
  oneAtATime: `insert into role_assignments (account_id, id, member_id, built_in_role, started_at, started_by, ended_at)
    select account_id, 'ras_x', id, 'finance', now() - interval '2 days', 'system', now() from members where id = ${ryo}`,
  membership: `update role_assignments set ended_at = null where member_id = ${leaver}`,
  references: "update groups set ended_at = now() where name = 'Freelancers'",
  chain: "update audit_events set actor_name = 'Nobody' where seq = 100",
  recorded:
    "insert into groups (account_id, id, name, started_by) select id, 'grp_x', 'Secret', 'system' from accounts",
  outbox: `insert into mails (id, template, "to", created_at)
    values ('mai_x', 'sign_in', 'a@b.example', now() - interval '4 days')`,
  purges: `insert into purges (account_id, id, reason, matched, mark, created_by)
    select id, 'pur_x', '', 0, 0, 'system' from accounts`,
  invoiceNumbers: "update invoices set sequence = 900 where sequence = 3",
  invoiceSums: "update invoices set subtotal = subtotal + 1, total = total + 1",
  storage: "insert into storage_use select id, 1 from accounts limit 1",
  figures: "update delivery_days set requests = requests + 1",
  payments: "update payments set amount = amount + 1",
  librarySources: "update sources set type = 'web_folder'",
  delivered: "update sources set deployment = 9 where type = 'library'",
  deployments: "update sources set status = 'deploying' where type = 'library'",
  deletedSources:
    "update sources set status = 'deleted', deleted_at = now(), draft_secrets = 'x' where type = 'library'",
};

test.each(Object.entries(FAULTS))("%s: a fault is found", async (check, statement) => {
  const owner = postgres(url(), { max: 1, onnotice() {} });
  const told: string[] = [];
  const seen = drizzle(owner).transaction(async (tx) => {
    await tx.execute(sql.raw(statement));
    told.push(...(await findBroken(tx)).filter(({ broken }) => broken.length > 0).map((finding) => finding.check));
    tx.rollback();
  });
  await expect(seen).rejects.toThrow("Rollback");
  await owner.end();
  expect(told).toContain(check);
});
