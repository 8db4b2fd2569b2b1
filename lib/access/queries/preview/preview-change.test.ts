import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { systemDb } from "@/db/client";
import { useTestDatabase } from "@/db/testing/database";
import type { Proposal } from "@/lib/access/input";
import { previewChange } from "@/lib/access/queries/preview/preview-change";
import type { KeyConsequence } from "@/lib/access/rules/consequences";
import type { ActorAccount, MemberActor } from "@/lib/actor";
import { listEvents } from "@/lib/audit/queries/list-events";
import { AppError } from "@/lib/errors";
import { createGroup } from "@/lib/groups/commands/create-group";
import { listOf, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES } from "@/lib/permissions/roles";
import { createRole } from "@/lib/roles/commands/create-role";
import { editRole } from "@/lib/roles/commands/edit-role";
import { asKey, makeKey } from "@/lib/testing/keys";
import { asMember, joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { changeAccess } from "@/lib/users/commands/change-access";
import { changeRoles } from "@/lib/users/commands/change-roles";
import { removeUser } from "@/lib/users/commands/remove-user";
import { reactivateUsers, suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();

let studio: Studio;
beforeAll(async () => {
  studio = await makeStudio();
});

const use = (account: ActorAccount, keyId: string, operation: string, requests: number, daysAgo: number) =>
  systemDb().execute(sql`insert into api_key_uses (account_id, key_id, operation, day, requests, last_at)
    values (${account.id}, ${keyId}, ${operation}, current_date - ${daysAgo}::int, ${requests}, now() - make_interval(days => ${daysAgo}))`);

test("a change shows who gains and loses what, and the keys and calls it would break", async () => {
  const { mira, ryo, account } = studio;
  const key = await makeKey(ryo, ["purge", "analytics"]);
  await use(account, key.id, "purge.run", 40, 3);
  await use(account, key.id, "purge.run", 2, 80);
  await use(account, key.id, "purge.run", 1000, 91);
  await use(account, key.id, "analytics.view", 7, 1);
  const before = (await listEvents(mira)).rows.length;

  const preview = await previewChange(mira, {
    kind: "access",
    memberId: ryo.memberId,
    roleId: "finance",
    grants: [{ permission: "sources", expiresAt: null }],
  });
  expect(preview).toMatchObject({
    refusals: [],
    peopleCount: 1,
    people: [
      {
        name: "Ryo Ishikawa",
        gained: ["billing"],
        lost: ["purge", "media_edit", "media_browse", "media_shared"],
        operations: { gained: expect.arrayContaining(["billing.view"]), lost: expect.arrayContaining(["purge.run"]) },
      },
    ],
    keys: [{ id: key.id, dormant: ["purge"], stops: false, failing: [{ operation: "purge.run", requests: 42 }] }],
  });
  expect(preview.people[0]?.abilities.find(({ permission }) => permission === "sources")?.from).toEqual([
    { kind: "grant", id: "", name: "The single permission Sources" },
  ]);
  expect((await listEvents(mira)).rows).toHaveLength(before);
  expect((await asMember(account, ryo.memberId)).permissions).toBe(ryo.permissions);
});

test("a refusal is shown in the words of the command", async () => {
  const { mira, tomas, sofia } = studio;
  const own = await previewChange(mira, { kind: "access", memberId: mira.memberId, roleId: "finance" });
  expect(own).toMatchObject({ people: [], refusals: [{ name: "Mira Okafor", reason: /nobody changes their own/ }] });
  const all = [mira, tomas, sofia].map(({ memberId }) => memberId);
  const suspended = await previewChange(mira, { kind: "suspend", memberIds: all });
  expect(suspended.refusals.map(({ name }) => name)).toEqual(["Mira Okafor"]);
  expect(suspended.people.map(({ name }) => name)).toEqual(["Tomás Brandt", "Sofia Vance"]);
});

test("a smaller plan shows what no longer fits", async () => {
  const preview = await previewChange(studio.mira, { kind: "plan", plan: "pro" });
  expect(preview).toMatchObject({ seats: { used: 8, limit: 5 }, plan: { restricted: 1, keys: { limit: 20 } } });
});

test.each(["dana", "sofia"] as const)("%s may not preview, and people of other accounts do not exist", async (name) => {
  const proposal: Proposal = { kind: "remove", memberId: studio.lea.memberId, keys: "revoke" };
  await expect(previewChange(studio[name], proposal)).rejects.toMatchObject({
    code: "forbidden",
    details: { operation: "access.preview" },
  });
  await expect(previewChange((await makeStudio()).mira, proposal)).rejects.toMatchObject({ code: "not_found" });
});

/** What the account is, as far as a preview tells of it. */
type Seen = { people: Map<string, Permission[]>; keys: Map<string, Permission[] | null>; groups: string[] };

async function see(account: ActorAccount, people: MemberActor[], secrets: string[]): Promise<Seen> {
  const seen: Seen = { people: new Map(), keys: new Map(), groups: [] };
  const members = await systemDb().execute<{ id: string }>(
    sql`select id from members where account_id = ${account.id} and ended_at is null`,
  );
  const current = new Set(members.map(({ id }) => id));
  for (const { memberId } of people)
    seen.people.set(memberId, current.has(memberId) ? listOf((await asMember(account, memberId)).permissions) : []);
  for (const secret of secrets)
    seen.keys.set(
      secret,
      await asKey({ secret }).then(
        (key) => listOf(key.permissions),
        () => null,
      ),
    );
  seen.groups = (
    await systemDb().execute<{ member: string }>(
      sql`select member_id || ' ' || group_id as member from group_members where account_id = ${account.id} and ended_at is null order by 1`,
    )
  ).map(({ member }) => member);
  return seen;
}

/** What a key can do, with what a preview says of it; null: nothing at all. */
function powerAfter(power: Permission[] | null, told: KeyConsequence | undefined): Permission[] | null {
  if (!told) return power;
  if (told.stops) return null;
  return PERMISSION_IDS.filter((id) => told.gained.includes(id) || (power?.includes(id) && !told.lost.includes(id)));
}

/** Makes the change for real. @returns what was refused, as the previews tell it */
async function make(mira: MemberActor, { kind, ...change }: Proposal): Promise<string[]> {
  const refusals = (outcomes: { outcome: string; reason: string | null }[]) =>
    outcomes.flatMap(({ outcome, reason }) => (outcome === "refused" ? [reason ?? ""] : []));
  const input = change as never;
  try {
    if (kind === "access") await changeAccess(mira, input);
    if (kind === "role") await editRole(mira, input);
    if (kind === "remove") await removeUser(mira, input);
    if (kind === "roles") return refusals((await changeRoles(mira, input)).outcomes);
    if (kind === "suspend") return refusals((await suspendUsers(mira, input)).outcomes);
    if (kind === "reactivate") return refusals((await reactivateUsers(mira, input)).outcomes);
    return [];
  } catch (error) {
    if (error instanceof AppError) return [error.message];
    throw error;
  }
}

test("what a preview tells is what the command then does", { timeout: 120_000 }, async () => {
  const { mira, account } = await makeStudio();
  const { id: own } = await createRole(mira, { name: "Editor", description: "", permissions: ["media_edit", "purge"] });
  const { id: board } = await createRole(mira, { name: "Board", description: "", permissions: ["account_admin"] });
  const people = [
    await joinAccount(account, { name: "Ada", role: own, grants: ["billing"] }),
    await joinAccount(account, { name: "Bo", role: board }),
    await joinAccount(account, { name: "Cy", role: "media_library_restricted_access" }),
    await joinAccount(account, { name: "Di", role: null, grants: ["sources", "media_browse"] }),
  ];
  const keys = await Promise.all(
    people.map(async (person) => ({
      ownerId: person.memberId,
      ...(await makeKey(person, listOf(person.permissions))),
    })),
  );
  const secrets = keys.map(({ secret }) => secret);
  await createGroup(mira, { name: "Press", description: "", memberIds: people.map(({ memberId }) => memberId) });

  const person = fc.constantFrom(...people.map(({ memberId }) => memberId), mira.memberId);
  const somePeople = fc.uniqueArray(person, { minLength: 1 });
  const somePermissions = fc.subarray([...PERMISSION_IDS], { minLength: 1, maxLength: 3 });
  const role = fc.constantFrom(...BUILT_IN_ROLES, own, board);
  const grants = fc
    .subarray([...PERMISSION_IDS], { maxLength: 3 })
    .map((permissions) => permissions.map((permission) => ({ permission, expiresAt: null })));
  const proposals: fc.Arbitrary<Proposal> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("access" as const), memberId: person, roleId: fc.option(role), grants }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("roles" as const), memberIds: somePeople, roleId: fc.option(role) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant("role" as const), roleId: role, permissions: somePermissions }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constantFrom("suspend" as const, "reactivate" as const), memberIds: somePeople }),
    },
  );

  const round = async (proposal: Proposal) => {
    const before = await see(account, people, secrets);
    const preview = await previewChange(mira, proposal);
    const refused = await make(mira, proposal);
    const after = await see(account, people, secrets);

    expect(preview.refusals.map(({ reason }) => reason)).toEqual(refused);
    const told = new Map(before.people);
    for (const { id, abilities } of preview.people)
      if (told.has(id))
        told.set(
          id,
          abilities.map(({ permission }) => permission),
        );
    expect(after.people).toEqual(told);

    const powers = keys.map(({ id, secret }) =>
      powerAfter(
        before.keys.get(secret) ?? null,
        preview.keys.find((key) => key.id === id),
      ),
    );
    expect(secrets.map((secret) => after.keys.get(secret))).toEqual(powers);
    const left = new Set(preview.leftGroups.map(({ memberId }) => memberId));
    expect(after.groups).toEqual(before.groups.filter((row) => !left.has(row.split(" ")[0] ?? "")));
  };
  await fc.assert(fc.asyncProperty(proposals, round), { numRuns: 60, endOnFailure: true });

  const [ada, bo] = people as [MemberActor, MemberActor];
  await round({ kind: "remove", memberId: ada.memberId, keys: "revoke" });
  await round({ kind: "remove", memberId: bo.memberId, keys: "revoke" });
});

test("removal shows whose keys go on with whom", async () => {
  const { mira, tomas, account } = await makeStudio();
  const noor = await joinAccount(account, { name: "Noor Haddad", role: "developer" });
  const { id } = await makeKey(noor, ["purge"]);
  const handed = { kind: "remove", memberId: noor.memberId, keys: { handTo: tomas.memberId } } as const;
  expect(await previewChange(mira, handed)).toMatchObject({ keys: [], seats: { used: 8 }, refusals: [] });
  expect(await previewChange(mira, { ...handed, keys: "revoke" })).toMatchObject({ keys: [{ id, stops: true }] });
});
