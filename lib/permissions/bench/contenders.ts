import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import type { Contender } from "../../../bin/bench.mjs";
import { contest, type Member, type Row } from "@/lib/permissions/bench/contest";
import { type Asker, can, reaches, reachOf } from "@/lib/permissions/can";
import {
  type Level,
  LEVELS,
  OPERATION_IDS,
  type OperationId,
  operationOf,
  type Reach,
  REACHES,
} from "@/lib/permissions/operations";
import { closureOf, PERMISSION_IDS } from "@/lib/permissions/permissions";

export const aperture = (): Contender =>
  contest<Asker>({
    keep: ({ id, permissions }) => ({
      kind: "member",
      memberId: id,
      active: true,
      permissions: closureOf(permissions),
    }),
    may: can<OperationId>,
    listing: (asker, operation) => {
      const reach = reachOf(asker, operation);
      return (row) => reaches(reach, asker, row);
    },
  });

const HOLDERS = ["everyone", ...PERMISSION_IDS] as const;
type Holder = (typeof HOLDERS)[number];

/** The table from the side of those who hold something: what each reaches so far. */
const rules = HOLDERS.flatMap((holder) =>
  REACHES.map((reach) => ({
    holder,
    reach,
    operations: OPERATION_IDS.filter((id) => reachWith(holder, id) === reach),
  })),
).filter(({ operations }) => operations.length > 0);

function reachWith(holder: Holder, id: OperationId): Reach | undefined {
  const { by, personal } = operationOf(id);
  return holder === "account_admin" && !personal ? "any" : by[holder];
}

const isHeldBy = ({ permissions }: Member, holder: Holder) => holder === "everyone" || permissions.includes(holder);
const levelsFrom = (level: Level) => LEVELS.slice(LEVELS.indexOf(level));

export async function casl(): Promise<Contender> {
  const { createMongoAbility } = await import("@casl/ability");
  const conditionsFor = (reach: Reach, id: string) => {
    if (reach === "any") return {};
    return { conditions: reach === "own" ? { ownerId: id } : { level: { $in: levelsFrom(reach) } } };
  };
  const keep = (member: Member) =>
    createMongoAbility(
      rules
        .filter(({ holder }) => isHeldBy(member, holder))
        .map(({ operations, reach }) => ({ action: operations, subject: "Row", ...conditionsFor(reach, member.id) })),
      { detectSubjectType: () => "Row" },
    );
  return contest({ keep, may: (ability, operation, row) => ability.can(operation, row) });
}

const casbinModel = `
[request_definition]
r = sub, row, op
[policy_definition]
p = op, holder, reach
[policy_effect]
e = some(where (p.eft == allow))
[matchers]
m = r.op == p.op && holds(r.sub, p.holder) && reaches(r.sub, r.row, p.reach)
`;

export async function casbin(): Promise<Contender> {
  const { newEnforcer, newModelFromString, StringAdapter } = await import("casbin");
  const lines = rules.flatMap(({ holder, reach, operations }) =>
    operations.map((id) => `p, ${id}, ${holder}, ${reach}`),
  );
  const enforcer = await newEnforcer(newModelFromString(casbinModel), new StringAdapter(lines.join("\n")));
  await enforcer.addFunction("holds", isHeldBy);
  await enforcer.addFunction("reaches", ({ id }: Member, { ownerId, level }: Row, reach: Reach) => {
    if (reach === "any") return true;
    return reach === "own" ? ownerId === id : level !== null && levelsFrom(reach).includes(level);
  });
  return contest({
    keep: ({ ...member }) => member,
    may: (member, operation, row) => enforcer.enforceSync(member, row, operation),
  });
}

export async function cedar(): Promise<Contender> {
  // Node 20's optimiser inlines calls into WebAssembly, and aborts when it has to undo that.
  setFlagsFromString("--no-turbo-inline-js-wasm-calls");
  const { preparsePolicySet, statefulIsAuthorized } = await import("@cedar-policy/cedar-wasm/nodejs");
  const staticPolicies = readFileSync(new URL("../oracle.cedar", import.meta.url), "utf8");
  preparsePolicySet("product", { staticPolicies });
  const uid = (type: string, id: string) => ({ type, id });
  const rowEntity = ({ ownerId, level }: Row) => ({
    uid: uid("Row", "row"),
    attrs: { owner: { __entity: uid("Member", ownerId) }, level: level ? LEVELS.indexOf(level) + 1 : 0 },
    parents: [],
  });
  return contest({
    keep: ({ id, permissions }) => ({
      uid: uid("Member", id),
      attrs: { active: true },
      parents: permissions.map((permission) => uid("Permission", permission)),
    }),
    may: (member, operation, row) => {
      const answer = statefulIsAuthorized({
        preparsedPolicySetId: "product",
        principal: member.uid,
        action: uid("Action", operation),
        resource: uid("Row", "row"),
        context: {},
        entities: [member, rowEntity(row)],
      });
      return answer.type === "success" && answer.response.decision === "allow";
    },
  });
}
