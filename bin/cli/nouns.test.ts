import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import { verifyKey } from "@/lib/api-keys/queries/verify-key";
import { AppError } from "@/lib/errors";
import { changeTerms, quoteTerms } from "@/lib/billing/commands/change-terms";
import { editBillingDetails } from "@/lib/billing/commands/edit-details";
import { listInvoices } from "@/lib/billing/queries/list-invoices";
import { ORIGIN } from "@/lib/testing/keys";
import {
  beginTrialCommand,
  createAccountCommand,
  listAccountsCommand,
  setLimitsCommand,
  setPlanCommand,
} from "./account";
import { createAdminCommand } from "./admin";
import { auditCheck, auditHead } from "./audit";
import { type Command, UsageError } from "./command";
import { fsck } from "./fsck";
import { importLegacyCommand } from "./import-legacy";
import { markPaidCommand, refundCommand } from "./invoice";
import { createKeyCommand } from "./key";
import { operatorOf } from "./operator";

useTestDatabase();

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aperture-import-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const call = (command: Command, line: string) => command.run(line.split(" "));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

beforeAll(async () => {
  await createAccountCommand.run(["--name", "Café Fjord", "--plan", "pro"]);
});

test("an account is made, let into and given terms", async () => {
  const created = await call(createAdminCommand, "--email ida@fjord.example --name Ida");
  expect(created.data).toMatchObject({
    user: { email: "ida@fjord.example" },
    role: "account_administrator",
    effective_permissions: expect.arrayContaining(["account_admin"]),
    status: "active",
    sign_in_url: expect.stringMatching(/^http:\/\/localhost:\d+\/sign-in\/link\/[\w-]+$/),
  });
  expect((await call(setPlanCommand, "--plan enterprise --account cafe-fjord")).data).toMatchObject({
    plan: "enterprise",
    seats: { used: 1, limit: 50 },
  });
  const { data: limited, lines: told } = await call(
    setLimitsCommand,
    "--seats 12 --keys 300 --gigabytes 2.5 --deliveries 9000000 --purges 70 --request-days 14 --figure-days 90",
  );
  const limits = {
    seats: 12,
    keys: 300,
    storage: 2_500_000_000,
    deliveries: 9_000_000,
    purges: 70,
    request_days: 14,
    figure_days: 90,
  };
  expect(limited).toMatchObject({ seats: { used: 1, limit: 12 }, limits });
  expect(told).toContain("keys          300");
  expect((await call(setLimitsCommand, "--keys plan --deliveries plan")).data).toMatchObject({
    limits: { ...limits, keys: 200, deliveries: null },
  });
  const { data, lines } = await listAccountsCommand.run([]);
  expect(data).toMatchObject({ data: [{ slug: "cafe-fjord", name: "Café Fjord", administrators: 1 }] });
  expect(lines).toEqual(["cafe-fjord  Café Fjord  Enterprise  1 of 12 seats  1 administrator"]);
});

test("a key is made for its owner, and its secret works", async () => {
  const { data, lines } = await call(createKeyCommand, "--owner ida@fjord.example --permissions purge,analytics");
  expect(data).toMatchObject({ owner: { email: "ida@fjord.example" }, permissions: ["analytics", "purge"] });
  const [secret = ""] = lines;
  expect((await verifyKey(secret, ORIGIN)).actor?.name).toBe("Ida");
  const nobody = call(createKeyCommand, "--owner nobody@fjord.example --permissions purge");
  await expect(nobody).rejects.toMatchObject({ code: "not_found" });
});

test("a list of before is tried, then taken", async () => {
  const file = write("users.csv", "email,role\nben@fjord.example,user\nida@fjord.example,owner\n");
  const trial = await importLegacyCommand.run([file]);
  expect(trial.lines).toEqual([
    "line 2  ben@fjord.example  new        Analytics, Sources, and Purge",
    "line 3  ida@fjord.example  unchanged  Account administrator",
    "Nothing was changed. With --apply, 1 of 2 will be.",
  ]);
  expect((await importLegacyCommand.run([file, "--apply"])).data).toMatchObject({ applied: true });
  const changed = write("changed.csv", "email,role\nben@fjord.example,billing\n");
  expect((await importLegacyCommand.run([changed])).lines[0]).toContain(
    "Analytics, Sources, and Purge → Finance; gains Billing; loses Sources, Purge",
  );
});

test("bad lines are listed and refused", async () => {
  const file = write("bad.csv", "email,role\nben@fjord.example,boss\nx,user\n");
  const { refused, lines, data } = await importLegacyCommand.run([file, "--apply"]);
  expect(refused).toBe(true);
  expect(lines.slice(1)).toEqual([
    "line 2  users  The role is one of owner, user, billing, read_only.",
    "line 3  users  This is not an e-mail address like dana@example.com.",
  ]);
  expect(data).toMatchObject({ error: { code: "invalid", fields: [{ path: "users.2" }, { path: "users.3" }] } });
  await expect(importLegacyCommand.run([path.join(folder, "none.csv")])).rejects.toThrow("There is no file");
});

test("an invoice is marked as paid by its number, once", async () => {
  const actor = await operatorOf("cafe-fjord");
  const details = { company: "Fjord", street: "Kaien 1", postalCode: "5003", city: "Bergen", country: "NO" };
  await editBillingDetails(actor, { ...details, taxId: null, email: null });
  await changeTerms(actor, await quoteTerms(actor, { plan: "enterprise", seats: 50 }));
  const { number = "" } = (await listInvoices(actor)).rows[0] ?? {};
  const { data, lines } = await call(markPaidCommand, `${number} --reference SEPA-17`);
  expect(data).toMatchObject({ number, status: "paid", total: { amount: 49000, currency: "EUR" }, due: { amount: 0 } });
  expect(lines).toEqual([`Invoice ${number} of €490.00 is paid.`]);
  await expect(call(markPaidCommand, number)).rejects.toMatchObject({ code: "conflict" });
  expect((await call(refundCommand, number)).lines).toEqual([
    expect.stringContaining(`of invoice ${number} are given back`),
  ]);
  await expect(call(refundCommand, number)).rejects.toMatchObject({ code: "conflict" });
  await expect(call(markPaidCommand, "XXXXXXXX-2026-0001")).rejects.toMatchObject({ code: "not_found" });
});

test("the log's head is printed, and proves later that nothing was cut", async () => {
  const head = (await auditHead.run([])).lines[0]?.split(/\s+/)[1] ?? "";
  expect(head).toMatch(/^\d+:[0-9a-f]{64}$/);
  expect(await auditCheck.run(["--head", head])).toMatchObject({ refused: false, data: { whole: true } });
  const other = head.replace(/.$/, (digit) => (digit === "0" ? "1" : "0"));
  expect(await auditCheck.run(["--head", other])).toMatchObject({ refused: true });
});

test("all of this leaves everything in order", async () => {
  const { refused, lines } = await fsck.run([]);
  expect(lines.filter((line) => !line.startsWith("ok"))).toEqual([]);
  expect(refused).toBe(false);
});

test.each<[string, Command, string]>([
  ["account create", createAccountCommand, "--slug x"],
  ["account list", listAccountsCommand, "all"],
  ["account set-plan", setPlanCommand, "--account cafe-fjord"],
  ["account begin-trial", beginTrialCommand, "--plan pro"],
  ["account set-limits: of what", setLimitsCommand, "--account cafe-fjord"],
  ["account set-limits", setLimitsCommand, "--chairs 3"],
  ["admin create", createAdminCommand, "--email ida@fjord.example"],
  ["key create", createKeyCommand, "--owner ida@fjord.example"],
  ["import legacy", importLegacyCommand, "one.csv two.csv"],
  ["invoice mark-paid", markPaidCommand, "--reference SEPA-17"],
  ["import legacy", importLegacyCommand, "--apply"],
  ["audit check", auditCheck, "--head 12"],
  ["fsck", fsck, "--fast"],
])("%s is misused", async (_, command, line) => {
  await expect(call(command, line)).rejects.toBeInstanceOf(UsageError);
});

test.each<[string, Command, string]>([
  ["account create: an address of the server itself", createAccountCommand, "--name Fjord --slug api"],
  ["account create: an address that is taken", createAccountCommand, "--name Fjord --slug cafe-fjord"],
  ["account set-plan: no plan", setPlanCommand, "--plan gold"],
  ["account set-plan: no account", setPlanCommand, "--plan pro --account nowhere"],
  ["account begin-trial: of what is free", beginTrialCommand, "--plan free --days 14"],
  ["account begin-trial: half a day", beginTrialCommand, "--plan pro --days 0.5"],
  ["account begin-trial: the plan is given", beginTrialCommand, "--plan pro --days 14"],
  ["account set-limits: no number", setLimitsCommand, "--seats many"],
  ["account set-limits: no seats", setLimitsCommand, "--seats 0"],
  ["account set-limits: no storage", setLimitsCommand, "--gigabytes 0"],
  ["account set-limits: half a key", setLimitsCommand, "--keys 1.5"],
  ["admin create: no address", createAdminCommand, "--email ida --name Ida"],
  ["key create: no permission", createKeyCommand, "--owner ida@fjord.example --permissions everything"],
])("refused: %s", async (_, command, line) => {
  await expect(call(command, line)).rejects.toBeInstanceOf(AppError);
});
