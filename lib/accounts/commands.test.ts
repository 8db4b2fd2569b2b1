import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { createKey } from "@/lib/api-keys/commands/create-key";
import { findBilling } from "@/lib/billing/queries/find-billing";
import { purgeCaches } from "@/lib/purge/commands/purge-caches";
import { createAccount, createAdministrator, setLimits, setPlan } from "@/lib/accounts/commands";
import { findAccount, listAllAccounts } from "@/lib/accounts/queries";
import { listEvents } from "@/lib/audit/queries/list-events";
import { inviteUsersInput } from "@/lib/invitations/input";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { listOf } from "@/lib/permissions/permissions";
import { redeemSignInLink } from "@/lib/sign-in/commands/redeem-link";
import { asMember, asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";

useTestDatabase();

const slugOf = () => `studio-${randomBytes(5).toString("hex")}`;
const create = (slug: string) =>
  createAccount({ name: "Fjord Films", slug, plan: "pro", seatLimit: null }, "Command line", "test");
const origin = { ip: null, userAgent: null, requestId: "test" };

test("a new account is empty, and its first administrator comes in by a link that works once", async () => {
  const slug = slugOf();
  const system = asSystem(await create(slug));
  const { memberId, path } = await createAdministrator(system, { email: "ida@fjord.example", name: "Ida Fjord" });
  expect(listOf((await asMember(system.account, memberId)).permissions)).toContain("account_admin");
  const token = path.replace("/sign-in/link/", "");
  await redeemSignInLink({ token }, null, origin);
  await expect(redeemSignInLink({ token }, null, origin)).rejects.toMatchObject({ code: "gone" });

  expect((await listAllAccounts()).find((account) => account.slug === slug)).toMatchObject({
    seats: { used: 1, limit: 5 },
    administrators: 1,
  });
  expect((await listEvents(system)).rows.map(({ operation, actor }) => [operation, actor.name])).toEqual([
    ["session.start", "Ida Fjord"],
    ["users.invite", "Command line"],
    ["account.create", "Command line"],
  ]);
});

test("an address belongs to one account", async () => {
  const slug = slugOf();
  await create(slug);
  await expect(create(slug)).rejects.toMatchObject({ code: "conflict", details: { fields: [{ path: "slug" }] } });
});

test("whoever is a member is promoted, and an administrator only gets a link", async () => {
  const { account, mira, sofia } = await makeStudio();
  const system = asSystem(account);
  const { memberId } = await createAdministrator(system, { email: sofia.email, name: "Someone else" });
  expect(memberId).toBe(sofia.memberId);
  expect(await asMember(account, memberId)).toMatchObject({
    name: "Sofia Vance",
    access: { sources: [{ id: "account_administrator" }] },
  });
  const before = (await listEvents(system)).rows.length;
  await createAdministrator(system, { email: mira.email, name: mira.name });
  expect((await listEvents(system)).rows).toHaveLength(before);
});

test("an invitation of theirs is over, and its seat goes with it", async () => {
  const { account, mira } = await makeStudio();
  await inviteUsers(
    mira,
    inviteUsersInput.parse({ people: [{ email: "cleo@northlight.studio", roleId: "developer" }] }),
  );
  await createAdministrator(asSystem(account), { email: "cleo@northlight.studio", name: "Cleo" });
  const open = await systemDb().execute(
    sql`select from invitations where account_id = ${account.id} and ended_at is null`,
  );
  expect([...open]).toEqual([]);
});

test("seats are never overbooked, whoever comes at once", async () => {
  const system = asSystem(await makeAccount({ plan: "pro" }));
  for (let i = 0; i < 3; i++) await joinAccount(system.account);
  const attempts = Array.from({ length: 20 }, (_, i) =>
    createAdministrator(system, { email: `admin${i}@${system.account.slug}.example`, name: `Admin ${i}` }),
  );
  const results = await Promise.allSettled(attempts);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
});

test("plan and seats change for everyone at once, recorded once, and take nothing from anyone", async () => {
  const { account, jonah } = await makeStudio();
  const system = asSystem(account);
  expect(await setPlan(system, "pro")).toEqual({ plan: "pro", seats: { used: 8, limit: 5 } });
  expect(await setPlan(system, "pro")).toMatchObject({ plan: "pro" });
  expect(await setLimits(system, { seatLimit: 12 })).toMatchObject({ seats: { used: 8, limit: 12 } });
  expect((await asMember(account, jonah.memberId)).permissions).toBe(jonah.permissions);
  const changes = (await listEvents(system, { operation: "billing.changePlan" })).rows.map((event) => event.changes);
  expect(changes).toEqual([
    [expect.objectContaining({ field: "seatLimit", before: null, after: "12" })],
    [expect.objectContaining({ field: "plan", before: "enterprise", after: "pro" })],
  ]);
});

test("a limit of its own holds wherever it is asked for, until the account follows its plan again", async () => {
  const { account, mira } = await makeStudio({ plan: "pro" });
  const system = asSystem(account);
  const limits = async () => {
    const { keys, storage, deliveries, limits: others } = await findBilling(mira);
    return { keys: keys.limit, storage: storage.limit, deliveries: deliveries.limit, ...others };
  };
  const ofPlan = await limits();
  await setLimits(system, {
    keyLimit: 1,
    storageLimit: 7,
    deliveryLimit: 8,
    purgeLimit: 1,
    requestDays: 3,
    figureDays: 4,
  });
  expect(await limits()).toEqual({ keys: 1, storage: 7, deliveries: 8, purges: 1, requestDays: 3, figureDays: 4 });
  await createKey(mira, { name: "first", permissions: [] });
  await expect(createKey(mira, { name: "second", permissions: [] })).rejects.toThrow("All 1 API keys");
  const two = { lines: ["tag:launch", "tag:spring"], sourceId: null, reason: "" };
  await expect(purgeCaches(mira, two)).rejects.toThrow("at most 1 line a day");
  await setLimits(system, { keyLimit: null, storageLimit: null, deliveryLimit: null, purgeLimit: null });
  await setLimits(system, { requestDays: null, figureDays: null });
  expect(await limits()).toEqual(ofPlan);
});

test("an account is found by its address, and without one only where it is the only one", async () => {
  const { account } = await makeStudio();
  await makeStudio();
  expect(await findAccount(account.slug)).toEqual(account);
  await expect(findAccount("nowhere")).rejects.toMatchObject({ code: "not_found" });
  await expect(findAccount()).rejects.toMatchObject({ code: "invalid" });
});
