import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { listAccountsOf } from "@/lib/accounts/queries";
import type { MemberActor } from "@/lib/actor";
import { findKeyByHash } from "@/lib/api-keys/queries/find-by-hash";
import { listEvents } from "@/lib/audit/queries/list-events";
import { renewSubscriptions } from "@/lib/billing/commands/renew-subscriptions";
import { findInvitation } from "@/lib/invitations/queries/find-invitation";
import { deleteAccount, restoreAccount } from "@/lib/settings/commands/delete-account";
import { findSettings } from "@/lib/settings/queries";
import { invite } from "@/lib/testing/invitations";
import { makeKey } from "@/lib/testing/keys";
import { asSystem, makeStudio } from "@/lib/testing/studio";
import { hashToken } from "@/lib/tokens";
import { suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

async function signIn({ sessionId, userId }: MemberActor, minutesAgo = 0) {
  await systemDb().execute(sql`
    insert into sessions (id, token_hash, user_id, method, expires_at, started_by, started_at)
    values (${sessionId}, ${sessionId}, ${userId}, 'email', now() + interval '1 day', ${userId},
      now() - make_interval(mins => ${minutesAgo}))`);
}

const openSessions = async ({ id }: { id: string }) =>
  (
    await systemDb().execute(sql`
      select from sessions s join members m on m.user_id = s.user_id where m.account_id = ${id} and s.ended_at is null`)
  ).length;

test("a deleted account opens for nobody: people, keys and invitations end at once, and nothing is charged", async () => {
  const { account, mira, dana } = await makeStudio({ seatLimit: 20 });
  await Promise.all([signIn(mira), signIn(dana)]);
  const { secret } = await makeKey(dana, ["purge"]);
  const { token } = await invite(mira, "guest@example.com");
  await deleteAccount(mira, { name: account.name });

  expect(await openSessions(account)).toBe(0);
  expect(await listAccountsOf(dana.userId)).toEqual([]);
  expect(await findKeyByHash(hashToken(secret))).toBeUndefined();
  expect(await findInvitation(token)).toBeNull();
  // Whoever was in the middle of something finds that it is gone.
  await expect(suspendUsers(mira, { memberIds: [dana.memberId] })).rejects.toMatchObject({ code: "not_found" });
  await renewSubscriptions();
  const told = await systemDb().execute<{ to: string }>(sql`
    select "to" from mails where account_id = ${account.id} and template = 'account-deleted'`);
  expect(told.map(({ to }) => to)).toContain(mira.email);

  await restoreAccount(asSystem(account));
  expect(await findKeyByHash(hashToken(secret))).toMatchObject({ name: expect.any(String) });
  expect(await findSettings(mira)).toMatchObject({ name: account.name });
  expect(await openSessions(account)).toBe(0);
  const events = (await listEvents(asSystem(account))).rows.map(({ operation }) => operation);
  expect(events.slice(0, 2)).toEqual(["account.restore", "account.delete"]);
});

test("only an administrator who signed in just now and types the name deletes it", async () => {
  const { account, mira, dana, priya } = await makeStudio();
  await signIn(mira, 16);
  for (const actor of [dana, priya])
    await expect(deleteAccount(actor, { name: account.name })).rejects.toMatchObject({ code: "forbidden" });
  await expect(deleteAccount(mira, { name: "Another" })).rejects.toMatchObject({ code: "invalid" });
  await expect(deleteAccount(mira, { name: account.name })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("sign out and in again"),
  });
  expect(await findSettings(mira)).toMatchObject({ name: account.name });
});

test("after a month it cannot be restored", async () => {
  const { account, mira } = await makeStudio();
  await expect(restoreAccount(asSystem(account))).rejects.toMatchObject({ code: "conflict" });
  await signIn(mira);
  await deleteAccount(mira, { name: account.name });
  await systemDb().execute(sql`update accounts set deleted_at = now() - interval '31 days' where id = ${account.id}`);
  await expect(restoreAccount(asSystem(account))).rejects.toMatchObject({ code: "conflict" });
});
