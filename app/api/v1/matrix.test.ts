import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { call, type Door, DOORS, nameOf } from "@/app/api/v1/testing/call";
import { SAMPLES } from "@/app/api/v1/testing/samples";
import { useTestDatabase } from "@/db/testing/database";
import { flushUses } from "@/lib/api-keys/commands/count-use";
import { revokeKey } from "@/lib/api-keys/commands/revoke-key";
import { rotateKey } from "@/lib/api-keys/commands/rotate-key";
import { suspendKey } from "@/lib/api-keys/commands/suspend-key";
import { newSecret } from "@/lib/api-keys/rules/secret";
import { type Asker, can, canEver, missingFor, reachOf } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";
import { ROLES } from "@/lib/permissions/roles";
import { closureOf, holds, type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { useDataFolder } from "@/lib/testing/data-folder";
import { expire, makeKey, setKeyLimit } from "@/lib/testing/keys";
import { snapshotOf } from "@/lib/testing/snapshot";
import { joinAccount, makeStudio, type Studio } from "@/lib/testing/studio";
import { removeUser } from "@/lib/users/commands/remove-user";
import { suspendUsers } from "@/lib/users/commands/suspend-users";

useTestDatabase();
useDataFolder();

/** Milliseconds: some tests go through every door. */
const SLOW = 120_000;

let studio: Studio;
let foreign: Studio;
beforeAll(async () => {
  studio = await makeStudio({ seatLimit: 10_000 });
  foreign = await makeStudio();
  for (const { account } of [studio, foreign]) await setKeyLimit(account, 10_000);
  for (const permissions of [[], ...PERMISSION_IDS.map((id) => [id])])
    keys.set(permissions.join(","), (await makeKey(studio.mira, permissions)).secret);
  keys.set(FINANCE.join(","), (await makeKey(studio.priya, FINANCE)).secret);
});
afterAll(flushUses);

const FINANCE: Permission[] = [...ROLES.finance.permissions];

/** A key of Mira's with each permission alone, one with none, and one of Priya's with all that Finance has. */
const keys = new Map<string, string>();
const keyWith = (permissions: readonly Permission[]) => keys.get(permissions.join(",")) ?? "";

const needsKey = ({ route: { spec } }: Door) => spec.operations !== "public";
const LOCKED = DOORS.filter(needsKey);

const sampleOf = async (door: Door) => (await SAMPLES[nameOf(door)]?.(studio)) ?? { path: "" };

const stateOf = async ({ account }: Studio) => ({ ...(await snapshotOf(account)), audit_events: null });

test("there is a sample for each door and no other", () => {
  expect(Object.keys(SAMPLES).toSorted()).toEqual(DOORS.map(nameOf).toSorted());
});

/** To a thing that belongs to the key's owner, who manages it, unless they see everything anyway and no share matters. */
function canToOwn(asker: Asker, operation: OperationId): boolean {
  const level = reachOf(asker, "media.view") === "any" ? "view" : "manage";
  return can(asker, operation as "media.rename", { level }) || reachOf(asker, operation) === "own";
}

describe.each(DOORS.map((door) => ({ name: nameOf(door), door })))("$name", ({ door }) => {
  const { operations, status } = door.route.spec;
  const opening = operations === "public" ? [] : operations;
  const [first] = opening;
  const isList = door.method === "GET" && !door.path.includes("{");

  const isKnownToManagers = /^\/(shares|share-links|access-requests)\/\{id\}/.test(door.path);

  const opens = (permissions: readonly Permission[]) => {
    const asker: Asker = { kind: "key", memberId: null, active: true, permissions: closureOf(permissions) };
    return first === undefined || opening.some((operation) => (isList ? canEver : canToOwn)(asker, operation));
  };

  const given = [[], ...PERMISSION_IDS.map((id) => [id]), FINANCE];

  test("opens to each single permission that the policy names", async () => {
    for (const permissions of given.filter(opens)) {
      const { path, ...sent } = await sampleOf(door);
      const { status: answered } = await call(door.method, path, { ...sent, secret: keyWith(permissions) });
      expect([permissions, answered]).toEqual([permissions, status]);
    }
  });

  test("refuses every other one by its name, and changes nothing", async () => {
    const { path, ...sent } = await sampleOf(door);
    const before = await stateOf(studio);
    for (const permissions of given.filter((one) => !opens(one))) {
      const answered = await call(door.method, path, { ...sent, secret: keyWith(permissions) });
      const refused =
        isKnownToManagers && holds(closureOf(permissions), "media_shared")
          ? { status: 404 }
          : { status: 403, body: { operation: first, missing_permissions: first ? missingFor(first) : [] } };
      expect({ permissions, ...answered }).toMatchObject({ permissions, ...refused });
    }
    expect(await stateOf(studio)).toEqual(before);
  });
});

/** Keys of administrators, each of which would open every door if it worked. */
const BROKEN: Record<string, { status: number; make: () => Promise<string | undefined> }> = {
  "none at all": { status: 401, make: async () => undefined },
  "one that never was": { status: 401, make: async () => newSecret() },
  "one of a suspended owner": {
    status: 401,
    async make() {
      const owner = await joinAccount(studio.account, { role: "account_administrator" });
      const { secret } = await makeKey(owner, ["account_admin"]);
      await suspendUsers(studio.mira, { memberIds: [owner.memberId] });
      return secret;
    },
  },
  "one of someone who has gone": {
    status: 401,
    async make() {
      const owner = await joinAccount(studio.account, { role: "account_administrator" });
      const { secret } = await makeKey(owner, ["account_admin"]);
      await removeUser(studio.mira, { memberId: owner.memberId, keys: "revoke" });
      return secret;
    },
  },
  "an expired one": { status: 401, make: () => broken(expire) },
  "a revoked one": { status: 401, make: () => broken(({ id }) => revokeKey(studio.mira, { keyId: id })) },
  "a suspended one": { status: 401, make: () => broken(({ id }) => suspendKey(studio.mira, { keyId: id })) },
  "a rotated one": {
    status: 401,
    make: () => broken(({ id }) => rotateKey(studio.mira, { keyId: id, grace: "PT0S" })),
  },
  "one that is limited to other IP ranges": {
    status: 403,
    make: async () => (await makeKey(studio.mira, ["account_admin"], { ipRanges: ["198.51.100.0/24"] })).secret,
  },
};

async function broken(end: (key: { id: string }) => Promise<unknown>): Promise<string> {
  const key = await makeKey(studio.mira, ["account_admin"]);
  await end(key);
  return key.secret;
}

test.each(Object.keys(BROKEN))(
  "no door opens to a key that does not work: %s",
  async (what) => {
    const secret = await BROKEN[what]?.make();
    const told: string[] = [];
    for (const door of LOCKED) {
      const { path, ...sent } = await sampleOf(door);
      const { status, headers } = await call(door.method, path, { ...sent, secret });
      told.push(`${status} ${headers.get("www-authenticate") ?? "-"}`);
    }
    const { status } = BROKEN[what] ?? {};
    expect([...new Set(told)]).toEqual([status === 401 ? '401 Bearer realm="Aperture API"' : "403 -"]);
  },
  SLOW,
);

test(
  "nothing of one account exists for a key of another",
  async () => {
    const { secret } = await makeKey(foreign.mira, ["account_admin"]);
    const doors = [];
    for (const door of LOCKED.filter(({ path }) => path.includes("{"))) doors.push({ door, ...(await sampleOf(door)) });
    const before = await stateOf(studio);
    for (const { door, path, ...sent } of doors) {
      const { status } = await call(door.method, path, { ...sent, secret });
      expect([nameOf(door), status]).toEqual([nameOf(door), 404]);
    }
    expect(await stateOf(studio)).toEqual(before);
    for (const door of LOCKED.filter(({ method, path }) => method === "GET" && !path.includes("{"))) {
      const { text } = await call("GET", door.path, { secret });
      for (const canary of [studio.account.id, studio.account.slug, studio.mira.memberId, studio.dana.memberId])
        expect(text).not.toContain(canary);
    }
  },
  SLOW,
);

test(
  "an id that is foreign, unknown, damaged or no id at all is answered with the same bytes",
  async () => {
    const { secret } = await makeKey(studio.mira, ["account_admin"]);
    const { secret: foreigner } = await makeKey(foreign.mira, ["account_admin"]);
    for (const door of LOCKED.filter(({ path }) => path.includes("{id}"))) {
      const { path: own, ...sent } = await sampleOf(door);
      const id = own.split(/[/?]/)[door.path.split("/").indexOf("{id}")] ?? "";
      const ids = [
        `${id.slice(0, 4)}unknown`,
        "nothing",
        "%00",
        "..%2f..",
        "%E0%A4%A",
        "'%20or%20'1'='1",
        `${id}%20`,
        "1",
      ];
      const told = await Promise.all([
        call(door.method, own, { ...sent, secret: foreigner }),
        ...ids.map((other) => call(door.method, own.replace(id, other), { ...sent, secret })),
      ]);
      expect([nameOf(door), [...new Set(told.map(({ status, text }) => `${status} ${text}`))]]).toEqual([
        nameOf(door),
        [`404 ${told[0]?.text}`],
      ]);
    }
  },
  SLOW,
);

test("a key is looked for in the Authorization header alone", async () => {
  const { secret } = await makeKey(studio.mira, ["account_admin"]);
  const hidden: Parameters<typeof call>[2][] = [
    { headers: { cookie: `authorization=${secret}; key=${secret}` } },
    { headers: { "x-api-key": secret } },
    { headers: { authorization: `Basic ${btoa(`${secret}:`)}` } },
    { headers: { authorization: secret } },
    { headers: { authorization: `Bearer ${secret} ${secret}` } },
    { headers: { authorization: `Bearer ${secret}x` } },
  ];
  for (const sent of hidden) expect((await call("GET", "/me", sent)).status).toBe(401);
  expect((await call("GET", `/me?access_token=${secret}`)).status).toBe(401);
  expect((await call("GET", "/me", { headers: { authorization: `bearer  ${secret}` } })).status).toBe(200);
});
