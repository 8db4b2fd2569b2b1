import { expect, test } from "vitest";
import { withAccount } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor, MemberActor } from "@/lib/actor";
import { faultsOf } from "@/lib/testing/faults";
import { asKey, makeKey } from "@/lib/testing/keys";
import { joinAccount, makeAccount } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { leaveAccount, removeUser } from "@/lib/users/commands/remove-user";
import { suspendUsers } from "@/lib/users/commands/suspend-users";
import { administratorsOf } from "@/lib/users/queries/holders";

useTestDatabase();

const ROUNDS = 100;
const AT_ONCE = 50;

/** Every way in which an administrator can stop being one. */
const WAYS: ((by: Actor, other: MemberActor) => Promise<unknown>)[] = [
  (by, { memberId }) => changeAccess(by, { memberId, roleId: "developer" }),
  (by, { memberId }) =>
    changeAccess(by, {
      memberId,
      roleId: null,
      grants: [{ permission: "account_admin", expiresAt: new Date(Date.now() + 60_000) }],
    }),
  (by, { memberId }) => changeRoles(by, { memberIds: [memberId], roleId: null }),
  (by, { memberId }) => suspendUsers(by, { memberIds: [memberId] }),
  (by, { memberId }) => removeUser(by, { memberId, keys: "revoke" }),
  (by, other) => (by.kind === "member" ? leaveAccount(by) : suspendUsers(by, { memberIds: [other.memberId] })),
];

async function twoAdministrators() {
  const account = await makeAccount();
  const [mira, tomas] = await Promise.all([
    joinAccount(account, { name: "Mira Okafor", role: "account_administrator" }),
    joinAccount(account, { name: "Tomás Brandt", grants: ["account_admin"] }),
  ]);
  const key = await asKey(await makeKey(mira, ["account_admin"]));
  return { account, mira, tomas, key };
}

test.each(Array.from({ length: 10 }, (_, i) => i))(
  "two administrators who end each other fifty times at once leave one: a tenth of a hundred rounds (%i)",
  { timeout: 120_000 },
  async (part) => {
    for (let round = 0; round < ROUNDS / 10; round++) {
      const { account, mira, tomas, key } = await twoAdministrators();
      const sides: [Actor, MemberActor][] = [
        [mira, tomas],
        [tomas, mira],
        [key, tomas],
      ];
      const attempts = Array.from({ length: AT_ONCE }, (_, i) => {
        const [by, other] = sides[i % sides.length] as [Actor, MemberActor];
        return WAYS[(i + part + round) % WAYS.length]?.(by, other);
      });
      expect(await faultsOf(attempts)).toEqual([]);
      const administrators = await withAccount(account.id, (tx) => administratorsOf(tx, account.id));
      expect(administrators.size).toBe(1);
    }
  },
);
