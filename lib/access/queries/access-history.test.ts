import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { accessHistory, effectiveAt } from "@/lib/access/queries/access-history";
import { createRole } from "@/lib/roles/commands/create-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { joinAccount, makeStudio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

/** A moment by the database's clock, apart from what happened before and happens after. */
async function moment(): Promise<Date> {
  await sleep(3);
  const [row] = await systemDb().execute<{ now: string }>(sql`select clock_timestamp() as now`);
  await sleep(3);
  return new Date(row?.now ?? Number.NaN);
}

test("what someone could do is known for every moment of the past", async () => {
  const { mira, account } = await makeStudio();
  const { id: roleId } = await createRole(mira, { name: "Editor", description: "", permissions: ["purge", "sources"] });
  const beforeAll = await moment();
  const { memberId } = await joinAccount(account, { name: "Noor Haddad", role: roleId });
  const withRole = await moment();
  await changeAccess(mira, { memberId, grants: [{ permission: "billing", expiresAt: null }] });
  const withGrant = await moment();
  await editRole(mira, { roleId, permissions: ["sources"] });
  const narrower = await moment();
  await suspendUsers(mira, { memberIds: [memberId] });
  const suspended = await moment();
  await reactivateUsers(mira, { memberIds: [memberId] });
  const back = await moment();
  await changeAccess(mira, { memberId, roleId: "finance", grants: [] });
  const finance = await moment();
  await removeUser(mira, { memberId, keys: "revoke" });
  const gone = await moment();

  const at = (when: Date) => effectiveAt(mira, memberId, when);
  expect(await at(beforeAll)).toEqual([]);
  expect(await at(withRole)).toEqual(["sources", "purge"]);
  expect(await at(withGrant)).toEqual(["billing", "sources", "purge"]);
  expect(await at(narrower)).toEqual(["billing", "sources"]);
  expect(await at(suspended)).toEqual([]);
  expect(await at(back)).toEqual(["billing", "sources"]);
  expect(await at(finance)).toEqual(["analytics", "billing"]);
  expect(await at(gone)).toEqual([]);

  const history = await accessHistory(mira, memberId);
  expect(history.map(({ status, abilities }) => [status, abilities.map(({ permission }) => permission)])).toEqual([
    ["no member", []],
    ["member", ["analytics", "billing"]],
    ["member", ["billing", "sources"]],
    ["suspended", []],
    ["member", ["billing", "sources"]],
    ["member", ["billing", "sources", "purge"]],
    ["member", ["sources", "purge"]],
  ]);
  expect(history[0]?.to).toBeNull();
  for (const [i, period] of history.entries()) expect(period.to).toEqual(history[i - 1]?.from ?? null);
  expect(history[4]?.abilities[0]?.from[0]?.name).toBe("The single permission Billing");
});

test("a grant that expired counted until then", async () => {
  const { mira, account } = await makeStudio();
  const { memberId } = await joinAccount(account, { role: null });
  const later = new Date(Date.now() + 3_600_000);
  await changeAccess(mira, { memberId, grants: [{ permission: "purge", expiresAt: later }] });
  const during = await moment();
  await systemDb().execute(sql`update permission_grants set expires_at = now() where member_id = ${memberId}`);
  expect(await effectiveAt(mira, memberId, during)).toEqual(["purge"]);
  expect(await effectiveAt(mira, memberId, await moment())).toEqual([]);
  expect((await accessHistory(mira, memberId)).map(({ abilities }) => abilities.length)).toEqual([0, 1, 0]);
});

test("everyone has a history of their own, and nobody else's exists for them", async () => {
  const { jonah, dana } = await makeStudio();
  expect(await accessHistory(jonah, jonah.memberId)).toMatchObject([{ status: "member", to: null }]);
  const other = (await makeStudio()).mira;
  for (const [actor, memberId] of [
    [jonah, dana.memberId],
    [jonah, "mem_unknown"],
    [other, dana.memberId],
  ] as const)
    await expect(accessHistory(actor, memberId)).rejects.toMatchObject({ code: "not_found" });
});
