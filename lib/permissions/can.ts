import { AppError } from "@/lib/errors";
import {
  type Holder,
  type Level,
  type Operation,
  OPERATION_IDS,
  type OPERATIONS,
  type OperationId,
  operationOf,
  type Reach,
  REACHES,
} from "@/lib/permissions/operations";
import { listOf, type Permission, type PermissionSet, PERMISSIONS, setOf } from "@/lib/permissions/permissions";

/** Who asks, as far as the policy is concerned. `permissions` are the effective ones of this moment. */
export type Asker = {
  kind: "member" | "key" | "share_link" | "system";
  /** The member who asks or who owns the key that asks. */
  memberId: string | null;
  /** False while the member, or the key's owner, is suspended or gone: then nothing is reached. */
  active: boolean;
  permissions: PermissionSet;
};

export type OwnRow = { ownerId: string };
export type LevelRow = { level: Level | null };

type ReachesOf<By> = By[keyof By];

type RowOf<By> = "own" extends ReachesOf<By> ? OwnRow : Level & ReachesOf<By> extends never ? undefined : LevelRow;

/** Of each operation on its own, so that an operation known only at run time needs a row as well. */
type RowOfEach<O extends OperationId> = O extends OperationId ? RowOf<(typeof OPERATIONS)[O]["by"]> : never;

/** The row an operation asks about: required wherever the table has an own or a level reach. */
export type RowArgs<O extends OperationId> = RowOfEach<O> extends undefined ? [] : [row: RowOfEach<O>];

/** The bits of those who reach an operation by what they are; permissions take the bits below. */
const EVERYONE = 1 << 30;
const SHARE_LINK = 1 << 29;

/** An operation turned round: for each reach, the bits of its holders. A check is one look-up and a few masks. */
type Rule = Record<Reach, number>;

const NOBODY: Rule = { any: 0, manage: 0, contribute: 0, view: 0, own: 0 };

const rules = new Map(OPERATION_IDS.map((id) => [id, ruleOf(operationOf(id))]));

const ruleFor = (operation: OperationId): Rule => rules.get(operation) ?? NOBODY;

function ruleOf({ by, personal }: Operation): Rule {
  // Personal things are a person's own: an administrator reaches nobody else's, a key reaches none.
  const rule: Rule = { ...NOBODY, any: personal ? 0 : bitOf("account_admin") };
  for (const [holder, reach] of Object.entries(by)) rule[reach] |= bitOf(holder as Holder);
  return rule;
}

function bitOf(holder: Holder): number {
  if (holder === "everyone") return EVERYONE;
  return holder === "share_link" ? SHARE_LINK : setOf([holder]);
}

function bitsOf({ kind, permissions }: Asker): number {
  if (kind === "member") return permissions | EVERYONE;
  return kind === "share_link" ? SHARE_LINK : permissions;
}

/** How far these bits reach by this rule: the widest reach of any of them. */
function widest(rule: Rule, bits: number): Reach | null {
  if ((rule.any & bits) !== 0) return "any";
  if ((rule.manage & bits) !== 0) return "manage";
  if ((rule.contribute & bits) !== 0) return "contribute";
  if ((rule.view & bits) !== 0) return "view";
  return (rule.own & bits) !== 0 ? "own" : null;
}

/** The permissions that reach an operation, the widest reach first. */
export const holdersOf = (operation: OperationId): { permission: Permission; reach: Reach }[] =>
  REACHES.toReversed().flatMap((reach) =>
    listOf(ruleFor(operation)[reach]).map((permission) => ({ permission, reach })),
  );

/** How far who asks reaches with an operation: for lists, which filter in SQL by the same reach. Null: not at all. */
export function reachOf(asker: Asker, operation: OperationId): Reach | null {
  if (!asker.active) return null;
  return asker.kind === "system" ? "any" : widest(ruleFor(operation), bitsOf(asker));
}

const rank: Record<Level, number> = { view: 1, contribute: 2, manage: 3 };

export function reaches(reach: Reach | null, asker: Asker, row?: Partial<OwnRow & LevelRow>): boolean {
  if (reach === null) return false;
  if (reach === "any") return true;
  if (reach === "own") return row?.ownerId !== undefined && row.ownerId === asker.memberId;
  return row?.level != null && rank[row.level] >= rank[reach];
}

/** May who asks do this, to this row? */
export function can<O extends OperationId>(asker: Asker, operation: O, ...[row]: RowArgs<O>): boolean {
  return reaches(reachOf(asker, operation), asker, row);
}

/** Whether there may be any row at all to do this to: for menus and pages. */
export const canEver = (asker: Asker, operation: OperationId) => reachOf(asker, operation) !== null;

/** The permissions of which any one would allow the operation; none does where only the person themselves may. */
export function missingFor(operation: OperationId): Permission[] {
  const widest = holdersOf(operation)
    .filter(({ reach }) => reach === "any")
    .map(({ permission }) => permission);
  return widest.length > 1 ? widest.filter((permission) => permission !== "account_admin") : widest;
}

/** The refusal of an operation, in the words of the table. */
export function refusal(operation: OperationId): AppError {
  const missing = missingFor(operation);
  const labels = missing.map((permission) => PERMISSIONS[permission].label).join(" or ");
  const needs = missing.length > 0 ? `one needs ${labels}` : "one must be signed in as oneself";
  return new AppError("forbidden", `To ${operationOf(operation).does}, ${needs}.`, {
    operation,
    missingPermissions: missing,
  });
}

/** Returns when allowed, else throws the refusal. */
export function authorize<O extends OperationId>(asker: Asker, operation: O, ...row: RowArgs<O>): void {
  if (!can(asker, operation, ...row)) throw refusal(operation);
}
