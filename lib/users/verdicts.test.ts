import fc from "fast-check";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { newId } from "@/db/ids";
import { useTestDatabase } from "@/db/testing/database";
import type { Actor } from "@/lib/actor";
import { DAY_MS } from "@/lib/day";
import { AppError } from "@/lib/errors";
import { PERMISSION_IDS } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES } from "@/lib/permissions/roles";
import { asKey, makeKey } from "@/lib/testing/keys";
import { asMember, joinAccount, makeAccount, makeStudio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { endUserSessions } from "@/lib/users/commands/end-user-sessions";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";
import { usersSearch } from "@/lib/users/input";
import { findUser } from "@/lib/users/queries/find-user";
import { listUsers } from "@/lib/users/queries/list-users";
import type { UserVerb } from "@/lib/users/rules";

useTestDatabase();

/** What the command to each verb of a row answers: null when it was done, else the words of the refusal. */
const COMMANDS: Record<UserVerb, (actor: Actor, memberId: string) => Promise<string | null>> = {
  edit: (actor, memberId) => changeAccess(actor, { memberId, roleId: "finance", grants: [] }).then(() => null),
  suspend: async (actor, memberId) =>
    (await suspendUsers(actor, { memberIds: [memberId] })).outcomes[0]?.reason ?? null,
  reactivate: async (actor, memberId) =>
    (await reactivateUsers(actor, { memberIds: [memberId] })).outcomes[0]?.reason ?? null,
  remove: (actor, memberId) => removeUser(actor, { memberId, keys: "revoke" }).then(() => null),
  endSessions: (actor, memberId) => endUserSessions(actor, { memberId }).then(() => null),
};

const answerOf = (work: Promise<string | null>) =>
  work.catch((error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });

/** An account whose one lasting administrator is looked at by one whose administration runs out, and by a key. */
async function makeTeam() {
  const account = await makeAccount();
  const owner = await joinAccount(account, { name: "Mira Okafor", role: "account_administrator" });
  const dana = await joinAccount(account, { name: "Dana Kessler", role: "developer" });
  const deputy = await joinAccount(account, { name: "Deputy", role: "developer" });
  await systemDb()
    .execute(sql`insert into permission_grants (account_id, id, member_id, permission, expires_at, started_by)
    values (${account.id}, ${newId("grant")}, ${deputy.memberId}, 'account_admin', now() + interval '1 hour', 'system')`);
  const key = await asKey(await makeKey(owner, ["account_admin"]));
  return { owner, dana, deputy: await asMember(account, deputy.memberId), key };
}

const VERBS = Object.keys(COMMANDS) as UserVerb[];
const combinations = VERBS.flatMap((verb) =>
  (["owner", "deputy", "key"] as const).flatMap((by) =>
    (["owner", "dana", "deputy"] as const).map((whom) => ({ verb, by, whom })),
  ),
);

test.each(combinations)("$verb of $whom by $by: the row says what the command does", async ({ verb, by, whom }) => {
  const team = await makeTeam();
  const { memberId } = team[whom];
  if (verb === "reactivate") await suspendUsers(team.owner, { memberIds: [team.dana.memberId] });
  const { rows } = await listUsers(team[by], usersSearch.parse({ kind: "member" }));
  const shown = rows.find((row) => row.id === memberId);
  const verdict = shown?.kind === "member" ? shown.can[verb] : null;
  const nothingToDo = verb === "reactivate" && whom !== "dana";
  expect(await answerOf(COMMANDS[verb](team[by], memberId))).toBe(nothingToDo ? null : verdict?.reason);
});

test("whatever is changed and taken back, the person can do what they could before", { timeout: 60_000 }, async () => {
  const { mira, account } = await makeStudio();
  const until = fc.option(fc.integer({ min: 1, max: 90 }).map((days) => new Date(Date.now() + days * DAY_MS)));
  const access = fc.record({
    roleId: fc.option(fc.constantFrom(...BUILT_IN_ROLES)),
    grants: fc.uniqueArray(fc.record({ permission: fc.constantFrom(...PERMISSION_IDS), expiresAt: until }), {
      selector: ({ permission }) => permission,
      maxLength: 4,
    }),
  });
  const { memberId } = await joinAccount(account);
  const state = async () => {
    const { role, grants, effective } = await findUser(mira, memberId);
    return { role, grants, effective };
  };
  await fc.assert(
    fc.asyncProperty(access, access, async (first, second) => {
      await changeAccess(mira, { memberId, ...first });
      const before = await state();
      const { before: undo } = await changeAccess(mira, { memberId, ...second });
      await changeAccess(mira, undo);
      expect(await state()).toEqual(before);
    }),
    { numRuns: 25 },
  );
});
