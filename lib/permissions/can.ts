import { AppError } from "@/lib/errors";
import {
  type Holder,
  LEVELS,
  type Level,
  OPERATION_IDS,
  type OPERATIONS,
  type OperationId,
  operationOf,
  type Reach,
} from "@/lib/permissions/operations";
import { NOTHING, type Permission, type PermissionSet, PERMISSIONS, setOf } from "@/lib/permissions/permissions";

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

type ReachesOf<O extends OperationId> = (typeof OPERATIONS)[O]["by"] extends infer By ? By[keyof By] : never;
type RowOf<O extends OperationId> =
  "own" extends ReachesOf<O> ? OwnRow : Level & ReachesOf<O> extends never ? undefined : LevelRow;

/** The row an operation asks about: required wherever the table has an own or a level reach. */
export type RowArgs<O extends OperationId> = RowOf<O> extends undefined ? [] : [row: RowOf<O>];

type Rule = {
  anyone: Reach | null;
  shareLink: Reach | null;
  personal: boolean;
  by: { bit: PermissionSet; permission: Permission; reach: Reach }[];
};

const order: Reach[] = ["own", ...LEVELS, "any"];
const wider = (a: Reach | null, b: Reach | null) => (order.indexOf(b as Reach) > order.indexOf(a as Reach) ? b : a);

const rules = Object.fromEntries(
  OPERATION_IDS.map((id): [OperationId, Rule] => {
    const { by, personal = false } = operationOf(id);
    const permissions = (Object.keys(by) as Holder[]).filter((holder): holder is Permission => holder in PERMISSIONS);
    return [
      id,
      {
        anyone: by.everyone ?? null,
        shareLink: by.share_link ?? null,
        personal,
        by: [
          { bit: setOf(["account_admin"]), permission: "account_admin" as const, reach: "any" as const },
          ...permissions.map((permission) => ({
            bit: setOf([permission]),
            permission,
            reach: by[permission] as Reach,
          })),
        ].toSorted((a, b) => order.indexOf(b.reach) - order.indexOf(a.reach)),
      },
    ];
  }),
) as Record<OperationId, Rule>;

/** The permissions that reach an operation, the widest reach first. */
export const holdersOf = (operation: OperationId): readonly { permission: Permission; reach: Reach }[] =>
  rules[operation].by;

/** How far who asks reaches with an operation: for lists, which filter in SQL by the same reach. Null: not at all. */
export function reachOf(asker: Asker, operation: OperationId): Reach | null {
  const rule = rules[operation];
  if (!asker.active) return null;
  if (asker.kind === "system") return "any";
  if (asker.kind === "share_link") return rule.shareLink;
  // Personal things are a person's own: an administrator reaches nobody else's, a key reaches none.
  if (rule.personal) return asker.kind === "member" ? rule.anyone : null;
  const reach = asker.permissions === NOTHING ? null : widestHeld(rule, asker.permissions);
  return asker.kind === "member" ? wider(reach, rule.anyone) : reach;
}

function widestHeld(rule: Rule, permissions: PermissionSet): Reach | null {
  for (const { bit, reach } of rule.by) if ((permissions & bit) !== 0) return reach;
  return null;
}

export function reaches(reach: Reach | null, asker: Asker, row?: Partial<OwnRow & LevelRow>): boolean {
  if (reach === null) return false;
  if (reach === "any") return true;
  if (reach === "own") return row?.ownerId !== undefined && row.ownerId === asker.memberId;
  return row?.level != null && LEVELS.indexOf(row.level) >= LEVELS.indexOf(reach);
}

/** May who asks do this, to this row? */
export function can<O extends OperationId>(asker: Asker, operation: O, ...[row]: RowArgs<O>): boolean {
  return reaches(reachOf(asker, operation), asker, row);
}

/** Whether there may be any row at all to do this to: for menus and pages. */
export const canEver = (asker: Asker, operation: OperationId) => reachOf(asker, operation) !== null;

/** The permissions of which any one would allow the operation. */
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
  return new AppError("forbidden", `To ${operationOf(operation).does}, one needs ${labels}.`, {
    operation,
    missingPermissions: missing,
  });
}

/** Returns when allowed, else throws the refusal. */
export function authorize<O extends OperationId>(asker: Asker, operation: O, ...row: RowArgs<O>): void {
  if (!can(asker, operation, ...row)) throw refusal(operation);
}
