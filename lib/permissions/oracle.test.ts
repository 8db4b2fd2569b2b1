import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { effectiveOf, keyPower, type Source } from "@/lib/permissions/access";
import { type Asker, can } from "@/lib/permissions/can";
import { type Level, LEVELS, OPERATION_IDS, type OperationId } from "@/lib/permissions/operations";
import { type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES, type BuiltInRole, ROLES } from "@/lib/permissions/roles";

/** How many random cases are compared; a nightly run may ask for a million. */
const RUNS = Number(process.env.ORACLE_RUNS ?? 20_000);

/** The hand-written twin of the table. */
const policies = { staticPolicies: readFileSync(new URL("oracle.cedar", import.meta.url), "utf8") };

const schema = `
  entity Permission in [Permission];
  entity Role in [Permission];
  entity Member in [Role, Permission] { active: Bool };
  entity Key in [Permission] { owner: Member };
  entity Link { open: Bool };
  entity System;
  entity Row { owner: Member, level: Long };
`;

// By hand, as the policies are: what each permission implies, and what each role brings.
const implied: Record<Permission, Permission[]> = {
  account_admin: ["analytics", "billing", "sources", "purge", "media_edit"],
  analytics: [],
  billing: [],
  sources: [],
  purge: [],
  media_edit: ["media_browse"],
  media_browse: ["media_shared"],
  media_shared: [],
};
const brought: Record<BuiltInRole, Permission[]> = {
  account_administrator: ["account_admin"],
  developer: ["analytics", "sources", "purge", "media_edit"],
  media_library_full_access: ["media_edit"],
  media_library_view_only_access: ["media_browse"],
  media_library_restricted_access: ["media_shared"],
  finance: ["analytics", "billing"],
};

type Case = {
  kind: Asker["kind"];
  active: boolean;
  role: BuiltInRole | "own" | null;
  ownRole: Permission[];
  grants: Permission[];
  carried: Permission[];
  operation: OperationId;
  level: Level | null;
  owned: boolean;
};

const somePermissions = fc.subarray(PERMISSION_IDS, { maxLength: 3 });
const cases: fc.Arbitrary<Case> = fc.record({
  kind: fc.constantFrom("member", "member", "member", "key", "key", "share_link"),
  active: fc.constantFrom(true, true, true, true, false),
  role: fc.constantFrom(null, "own", ...BUILT_IN_ROLES),
  ownRole: somePermissions,
  grants: somePermissions,
  carried: fc.subarray(PERMISSION_IDS),
  operation: fc.constantFrom(...OPERATION_IDS),
  level: fc.constantFrom(null, ...LEVELS),
  owned: fc.boolean(),
});

const source = (kind: Source["kind"], id: string, permissions: readonly Permission[]): Source => ({
  kind,
  id,
  name: id,
  permissions,
});

function decide({ kind, active, role, ownRole, grants, carried, operation, level, owned }: Case): boolean {
  const roles = role === null ? [] : [source("role", role, role === "own" ? ownRole : ROLES[role].permissions)];
  const held = effectiveOf({ active, sources: [...roles, ...grants.map((grant) => source("grant", grant, [grant]))] });
  const permissions = kind === "key" ? keyPower(carried, held).effective : held;
  const row = { ownerId: owned ? "asker" : "other", level };
  return can({ kind, memberId: kind === "share_link" ? null : "asker", active, permissions }, operation, row);
}

const uid = (type: string, id: string) => ({ type, id });
const uids = (type: string, ids: readonly string[]) => ids.map((id) => uid(type, id));
const permissionEntities = PERMISSION_IDS.map((id) => ({
  uid: uid("Permission", id),
  attrs: {},
  parents: uids("Permission", implied[id]),
}));
const principals = { member: "Member", key: "Key", share_link: "Link", system: "System" };

function askCedar({ kind, active, role, ownRole, grants, carried, operation, level, owned }: Case): boolean {
  const roleParents = role === null ? [] : role === "own" ? ownRole : brought[role];
  const answer = cedar.statefulIsAuthorized({
    preparsedPolicySetId: "product",
    principal: uid(principals[kind], "asker"),
    action: uid("Action", operation),
    resource: uid("Row", "row"),
    context: {},
    entities: [
      ...permissionEntities,
      { uid: uid("Role", "role"), attrs: {}, parents: uids("Permission", roleParents) },
      { uid: uid("Member", "asker"), attrs: { active }, parents: [uid("Role", "role"), ...uids("Permission", grants)] },
      {
        uid: uid("Key", "asker"),
        attrs: { owner: { __entity: uid("Member", "asker") } },
        parents: uids("Permission", carried),
      },
      { uid: uid("Link", "asker"), attrs: { open: active }, parents: [] },
      {
        uid: uid("Row", "row"),
        attrs: {
          owner: { __entity: uid("Member", owned ? "asker" : "other") },
          level: level ? LEVELS.indexOf(level) + 1 : 0,
        },
        parents: [],
      },
    ],
  });
  if (answer.type === "failure") throw new Error(answer.errors.map((error) => error.message).join("; "));
  expect(answer.response.diagnostics.errors).toEqual([]);
  return answer.response.decision === "allow";
}

// Node 20's optimiser inlines calls into WebAssembly, and aborts when it has to undo that.
setFlagsFromString("--no-turbo-inline-js-wasm-calls");
cedar.preparsePolicySet("product", policies);

it("is written against the operations that exist", () => {
  const actions = OPERATION_IDS.map((id) => `"${id}"`).join(", ");
  const appliesTo = "appliesTo { principal: [Member, Key, Link, System], resource: [Row] }";
  expect(cedar.validate({ schema: `${schema} action ${actions} ${appliesTo};`, policies })).toEqual({
    type: "success",
    validationErrors: [],
    validationWarnings: [],
    otherWarnings: [],
  });
});

it(`decides as Cedar does in ${RUNS} random cases`, { timeout: RUNS * 6 }, () => {
  const decided = { true: 0, false: 0 };
  fc.assert(
    fc.property(cases, (sample) => {
      const decision = decide(sample);
      decided[`${decision}`] += 1;
      expect(askCedar(sample)).toBe(decision);
    }),
    { numRuns: RUNS },
  );
  // Neither answer is so rare that the comparison would prove little.
  expect(Math.min(decided.true, decided.false)).toBeGreaterThan(RUNS / 10);
});

it("decides as Cedar does for every operation, role, level and owner", { timeout: 60_000 }, () => {
  const plain = { kind: "member", active: true, ownRole: [], grants: [], carried: [] } satisfies Partial<Case>;
  const every: Case[] = OPERATION_IDS.flatMap((operation) =>
    [null, ...BUILT_IN_ROLES].flatMap((role) =>
      [null, ...LEVELS].flatMap((level) => [true, false].map((owned) => ({ ...plain, operation, role, level, owned }))),
    ),
  );
  expect(every.filter((sample) => decide(sample) !== askCedar(sample))).toEqual([]);
});
