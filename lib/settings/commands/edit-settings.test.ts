import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { createAccount } from "@/lib/accounts/commands";
import type { MemberActor } from "@/lib/actor";
import { listEvents } from "@/lib/audit/queries/list-events";
import { editAccount, editKeyPolicy, editSignInPolicy } from "@/lib/settings/commands/edit-settings";
import { accountInput, keyPolicyInput, type SignInPolicy, signInPolicyInput } from "@/lib/settings/input";
import { findMovedAccount, findSettings } from "@/lib/settings/queries";
import { asSystem, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";
import { removeUser } from "@/lib/users/commands/remove-user";

useTestDatabase();

const open: SignInPolicy = { emailDomains: [], googleOnly: false, sessionHours: null };

/** The browser in which this actor is signed in. */
async function signIn(actor: MemberActor, { method = "email", hoursAgo = 0 } = {}): Promise<MemberActor> {
  await systemDb().execute(sql`
    insert into sessions (id, token_hash, user_id, method, expires_at, started_by, started_at)
    values (${actor.sessionId}, ${actor.sessionId}, ${actor.userId}, ${method}, now() + interval '1 day', ${actor.userId},
      now() - make_interval(hours => ${hoursAgo}))`);
  return actor;
}

test("an administrator changes each setting, told once with before and after", async () => {
  const { account, mira } = await makeStudio();
  await signIn(mira);
  const slug = `${account.slug}-films`;
  await editAccount(mira, { name: "Northlight Films", slug });
  await editAccount(mira, { name: "Northlight Films", slug });
  const policy = { emailDomains: ["northlight.studio"], googleOnly: false, sessionHours: 8 };
  expect(await editSignInPolicy(mira, policy)).toEqual({ before: open });
  expect(await editKeyPolicy(mira, { keyDays: 90 })).toEqual({ before: { keyDays: null } });
  expect(await findSettings(mira)).toMatchObject({ name: "Northlight Films", slug, ...policy, keyDays: 90 });
  const told = (await listEvents(asSystem(account), { operation: "settings.account" })).rows;
  expect(told.map(({ changes }) => changes.map(({ field }) => field))).toEqual([
    ["keyDays"],
    ["emailDomains", "sessionHours"],
    ["name", "slug"],
  ]);
});

test("nobody else reads or changes them", async () => {
  const { account, dana, lea, sofia, jonah, priya } = await makeStudio();
  for (const actor of [dana, lea, sofia, jonah, priya]) {
    const refused = { code: "forbidden", details: { operation: "settings.account" } };
    await expect(findSettings(actor)).rejects.toMatchObject(refused);
    await expect(editAccount(actor, { name: "Mine", slug: account.slug })).rejects.toMatchObject(refused);
    await expect(editSignInPolicy(actor, open)).rejects.toMatchObject(refused);
    await expect(editKeyPolicy(actor, { keyDays: 1 })).rejects.toMatchObject(refused);
  }
});

test("nobody sets a policy that their own session does not meet", async () => {
  const { mira } = await makeStudio();
  await signIn(mira, { hoursAgo: 5 });
  const refused = (path: string) => ({ code: "conflict", details: { fields: [{ path }] } });
  const elsewhere = editSignInPolicy(mira, { ...open, emailDomains: ["example.com"] });
  await expect(elsewhere).rejects.toMatchObject(refused("emailDomains"));
  await expect(editSignInPolicy(mira, { ...open, sessionHours: 4 })).rejects.toMatchObject(refused("sessionHours"));
  // Google is not set up in tests.
  await expect(editSignInPolicy(mira, { ...open, googleOnly: true })).rejects.toMatchObject(refused("googleOnly"));
  expect(await findSettings(mira)).toMatchObject(open);
  await editSignInPolicy(mira, { ...open, sessionHours: 6 });
});

test("where Google is set up, only who came by it may ask for it", async () => {
  vi.resetModules();
  vi.stubEnv("GOOGLE_CLIENT_ID", "id");
  vi.stubEnv("GOOGLE_CLIENT_SECRET", "secret");
  const fresh = await import("@/lib/settings/commands/edit-settings");
  const { closePools } = await import("@/db/client");
  const { mira, tomas } = await makeStudio();
  await signIn(mira);
  await signIn(tomas, { method: "google" });
  const strict = { ...open, googleOnly: true };
  await expect(fresh.editSignInPolicy(mira, strict)).rejects.toMatchObject({
    details: { fields: [{ path: "googleOnly" }] },
  });
  await fresh.editSignInPolicy(tomas, strict);
  await closePools();
  vi.unstubAllEnvs();
});

test("an administrator whose address is kept out is none to rely on", async () => {
  const account = await makeAccount();
  const role = "account_administrator";
  const own = await signIn(await joinAccount(account, { role, email: `ada@${account.slug}.example` }));
  const guest = await joinAccount(account, { role, email: `guest@${account.slug}.test` });
  await editSignInPolicy(own, { ...open, emailDomains: [`${account.slug}.example`] });
  await expect(removeUser(guest, { memberId: own.memberId, keys: "revoke" })).rejects.toMatchObject({
    code: "conflict",
  });

  const forNow = await signIn(
    await joinAccount(account, { grants: ["account_admin"], email: `b@${account.slug}.org` }),
  );
  await systemDb().execute(sql`update permission_grants set expires_at = now() + interval '1 hour'
    where member_id = ${forNow.memberId}`);
  await expect(editSignInPolicy(forNow, { ...open, emailDomains: [`${account.slug}.org`] })).rejects.toMatchObject({
    code: "conflict",
  });
});

test("a former address leads its members on, and no other account gets it", async () => {
  const { account, mira, jonah } = await makeStudio();
  const stranger = await makeStudio();
  const first = account.slug;
  const second = `${first}-two`;
  await editAccount(mira, { name: account.name, slug: second });
  expect(await findMovedAccount(jonah.userId, first)).toBe(second);
  const outsider = await joinAccount(stranger.account);
  expect(await findMovedAccount(outsider.userId, first)).toBeNull();

  const taken = { code: "conflict", details: { fields: [{ path: "slug" }] } };
  await expect(editAccount(stranger.mira, { name: "Taker", slug: first })).rejects.toMatchObject(taken);
  await expect(editAccount(stranger.mira, { name: "Taker", slug: second })).rejects.toMatchObject(taken);
  await expect(
    createAccount({ name: "Taker", slug: first, plan: "pro", seatLimit: null }, "Command line", "test"),
  ).rejects.toMatchObject(taken);

  await editAccount(mira, { name: account.name, slug: first });
  expect(await findMovedAccount(jonah.userId, second)).toBe(first);
  expect(await findMovedAccount(jonah.userId, first)).toBeNull();
});

test.each([
  ["a reserved address", accountInput, { name: "A", slug: "api" }],
  ["no name", accountInput, { name: " ", slug: "a1" }],
  ["a domain with an @", signInPolicyInput, { ...open, emailDomains: ["a@example.com"] }],
  ["a domain twice", signInPolicyInput, { ...open, emailDomains: ["example.com", "EXAMPLE.com"] }],
  ["a top-level name", signInPolicyInput, { ...open, emailDomains: ["localhost"] }],
  ["no time at all", signInPolicyInput, { ...open, sessionHours: 0 }],
  ["more than the server lets live", signInPolicyInput, { ...open, sessionHours: 721 }],
  ["half a day", keyPolicyInput, { keyDays: 0.5 }],
  ["another field", keyPolicyInput, { keyDays: 5, plan: "enterprise" }],
])("refused: %s", (_, schema, input) => {
  expect(schema.safeParse(input).success).toBe(false);
});
