import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor } from "@/lib/actor";
import { changeInvitation } from "@/lib/invitations/commands/change-invitation";
import { inviteUsers } from "@/lib/invitations/commands/invite-users";
import { closureOf, holds, isWithin, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { createRole } from "@/lib/roles/commands/create-role";
import { invite } from "@/lib/testing/invitations";
import { asKey, makeKey } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { asMember, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { whyNotGive } from "@/lib/users/rules";

useTestDatabase();

let studio: Studio;
let addresses = 0;

beforeAll(async () => {
  studio = await makeStudio({ seatLimit: 10_000 });
});

type Gift = { memberId: string; invitationId: string; roleId: string; permissions: Permission[] };

/** Every way in which someone gives someone permissions. */
const WAYS: Record<string, (giver: Actor, gift: Gift) => Promise<unknown>> = {
  "as single permissions": (giver, { memberId, permissions }) =>
    changeAccess(giver, { memberId, grants: permissions.map((permission) => ({ permission })) }),
  "as a role": (giver, { memberId, roleId }) => changeAccess(giver, { memberId, roleId }),
  "as a role for many": (giver, { memberId, roleId }) => changeRoles(giver, { memberIds: [memberId], roleId }),
  "in an invitation": (giver, { permissions }) =>
    inviteUsers(giver, { people: [{ email: `${addresses++}@example.com`, roleId: null, permissions }] }),
  "in an invitation, as a role": (giver, { roleId }) =>
    inviteUsers(giver, { people: [{ email: `${addresses++}@example.com`, roleId, permissions: [] }] }),
  "in a changed invitation": (giver, { invitationId, roleId, permissions }) =>
    changeInvitation(giver, { invitationId, roleId, permissions }),
};

const permissions = fc.uniqueArray(fc.constantFrom(...PERMISSION_IDS), { maxLength: 4 });
const some = fc.uniqueArray(fc.constantFrom(...PERMISSION_IDS), { minLength: 1, maxLength: 4 });

async function giverWith(own: Permission[], key: Permission[] | null): Promise<Actor> {
  const member = await joinAccount(studio.account, { grants: own });
  if (!key) return member;
  const carried = key.filter((permission) => isWithin(closureOf([permission]), member.permissions));
  return carried.length > 0 ? asKey(await makeKey(member, carried)) : member;
}

test.each(Object.entries(WAYS))("%s nobody gives what they do not hold", { timeout: 120_000 }, async (_, give) => {
  await fc.assert(
    fc.asyncProperty(permissions, fc.boolean(), fc.option(some), some, async (held, admin, key, given) => {
      const giver = await giverWith(
        admin ? ["account_admin", ...held.filter((id) => id !== "account_admin")] : held,
        key,
      );
      const target = await joinAccount(studio.account);
      const { id: roleId } = await createRole(studio.mira, {
        name: `Role ${addresses++}`,
        description: "",
        permissions: given,
      });
      const { id: invitationId } = await invite(studio.mira, `${addresses++}@example.com`, { roleId: null });
      const before = await snapshotOf(studio.account);
      const may = holds(giver.permissions, "account_admin") && isWithin(closureOf(given), giver.permissions);

      const attempt = give(giver, { memberId: target.memberId, invitationId, roleId, permissions: given });
      expect(
        await attempt.then(
          () => "given",
          ({ code }) => code,
        ),
      ).toBe(may ? "given" : "forbidden");
      expect((await asMember(studio.account, target.memberId)).permissions & ~giver.permissions).toBe(0);
      const after = await snapshotOf(studio.account);
      expect(may || isDeepStrictEqual(before, after)).toBe(true);
    }),
    { numRuns: 15 },
  );
});

test("what is lacking is exactly what is given and not held", () => {
  fc.assert(
    fc.property(permissions, permissions, (held, given) => {
      const giver = { ...studio.dana, permissions: closureOf(held) };
      const refused = whyNotGive(giver, "grants.edit", given);
      expect(refused === null).toBe(isWithin(closureOf(given), closureOf(held)));
      for (const lacking of refused?.details.missingPermissions ?? [])
        expect(holds(closureOf(held), lacking as Permission)).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
