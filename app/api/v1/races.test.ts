import { afterAll, expect, test } from "vitest";
import { call } from "@/app/api/v1/testing/call";
import { SAMPLES } from "@/app/api/v1/testing/samples";
import { useTestDatabase } from "@/db/testing/database";
import { createAdministrator } from "@/lib/accounts/commands";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import type { ActorAccount } from "@/lib/actor";
import { listEvents } from "@/lib/audit/queries/list-events";
import type { Method } from "@/lib/http/routes";
import { acceptInvitation } from "@/lib/invitations/commands/accept-invitation";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { importLegacy } from "@/lib/legacy/commands";
import { readLegacyFile } from "@/lib/legacy/input";
import { invite } from "@/lib/testing/invitations";
import { makeKey, ORIGIN } from "@/lib/testing/keys";
import { asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";
import { countSeats } from "@/lib/users/queries/count-seats";

useTestDatabase();

afterAll(flushUses);

const BILLING = [
  "PATCH /billing/plan",
  "PATCH /billing/details",
  "POST /billing/invoices/{id}/payment",
  "DELETE /billing/subscription",
  "POST /billing/subscription",
] as const;

const changesOf = async (account: ActorAccount) =>
  (await listEvents(asSystem(account), { operation: "billing" })).rows.length;

test.each(BILLING)("%s: twenty at once under one Idempotency-Key have one effect", async (name) => {
  const studio = await makeStudio({ seatLimit: 100_000 });
  const { secret } = await makeKey(studio.priya, ["billing"]);
  const { path = "", body } = (await SAMPLES[name]?.(studio)) ?? {};
  const before = await changesOf(studio.account);
  const method = name.split(" ")[0] as Method;
  const once = { secret, body, headers: { "idempotency-key": name.replaceAll(" ", "_") } };
  const answers = await Promise.all(Array.from({ length: 20 }, () => call(method, path, once)));
  // Whoever waited longer than a few seconds for the first is told to look, and may ask again.
  const given = answers.filter(({ status }) => status !== 409);
  expect(new Set(given.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(given[0]?.status).toBe(200);
  expect((await changesOf(studio.account)) - before).toBe(name.endsWith("payment") ? 0 : 1);
  if (body === undefined) return; // without one there is nothing to tell apart
  const another = await call(method, path, { ...once, body: { plan: "pro", seats: 5 } });
  expect([409, 422]).toContain(another.status);
});

test("fifty at once, on every way into an account, never take more seats than there are", async () => {
  const account = await makeAccount({ plan: "pro", seatLimit: 30 });
  const mira = await joinAccount(account, { role: "account_administrator", name: "Mira Okafor" });
  const { secret } = await makeKey(mira, ["account_admin"]);
  const address = (way: string, i: number) => `${way}${i}@${account.slug}.example`;
  const times = (count: number) => Array.from({ length: count }, (_, i) => i);
  const held = await Promise.all(times(6).map((i) => invite(mira, address("held", i))));
  const resting = await Promise.all(times(4).map(() => joinAccount(account, { role: "developer" })));
  const rest = { memberIds: resting.map(({ memberId }) => memberId) };
  await suspendUsers(mira, rest);

  const person = { roleId: "developer", permissions: [], grantsExpireAt: null };
  const legacy = (email: string) => readLegacyFile(`email,role\n${email},user\n`);
  const [accepted, reactivated, ...others] = await Promise.all([
    Promise.allSettled(held.map(({ token }) => acceptInvitation({ token, by: { kind: "mail-link" }, origin: ORIGIN }))),
    Promise.allSettled([reactivateUsers(mira, rest)]),
    Promise.allSettled(times(13).map((i) => inviteUsers(mira, { people: [{ email: address("page", i), ...person }] }))),
    Promise.allSettled(
      times(11).map(async (i) => {
        const { status } = await call("POST", "/invitations", { secret, body: { email: address("api", i) } });
        if (status !== 201) throw new Error(String(status));
      }),
    ),
    Promise.allSettled(
      times(8).map((i) => createAdministrator(asSystem(account), { email: address("cli", i), name: `Admin ${i}` })),
    ),
    Promise.allSettled(
      times(8).map((i) => importLegacy(asSystem(account), legacy(address("import", i)), { apply: true })),
    ),
  ]);
  const won = (results: PromiseSettledResult<unknown>[]) =>
    results.filter(({ status }) => status === "fulfilled").length;
  // Whoever had a seat already was refused for no lack of one, and nobody else has one who was refused.
  const refusals = [...accepted, ...reactivated].flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  expect(refusals.filter(({ code }) => code === "conflict")).toEqual([]);
  const { used } = await countSeats(mira);
  expect(used).toBeLessThanOrEqual(30);
  expect(used).toBe(1 + 6 + 4 + others.reduce((sum, each) => sum + won(each), 0));
}, 60_000);
