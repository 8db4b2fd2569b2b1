import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import { joinAccount, makeStudio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

test("whoever's access changes is told by whom, what it was and what it is; what is refused tells nobody", async () => {
  const { account, mira, dana } = await makeStudio({ seatLimit: 20 });
  const nils = await joinAccount(account, { role: "developer" });
  const one = { memberIds: [nils.memberId] };
  await changeAccess(mira, {
    memberId: nils.memberId,
    roleId: "finance",
    grants: [{ permission: "purge", expiresAt: null }],
  });
  await changeRoles(mira, { ...one, roleId: "developer" });
  await suspendUsers(mira, one);
  await changeRoles(mira, { ...one, roleId: null });
  await reactivateUsers(mira, one);
  await expect(suspendUsers(dana, one)).rejects.toMatchObject({ code: "forbidden" });
  await removeUser(mira, { memberId: nils.memberId, keys: "revoke" });
  const told = await systemDb().execute<Record<"person" | "before" | "now", string>>(sql`
    select props ->> 'person' as person, props ->> 'before' as before, props ->> 'now' as now from mails
    where account_id = ${account.id} and template = 'access-changed' order by created_at, id`);
  expect(new Set(told.map(({ person }) => person))).toEqual(new Set(["Mira Okafor"]));
  expect(told.map(({ before, now }) => [before, now])).toEqual([
    ["Developer", "Finance and Purge"],
    ["Finance and Purge", "Developer and Purge"],
    ["Developer and Purge", "nothing, while you are suspended"],
    ["nothing, while you are suspended", "Purge"],
    ["Purge", "nothing: you are no longer in the account"],
  ]);
});
