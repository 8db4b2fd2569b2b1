import { AppError } from "@/lib/errors";
import type { OperationId } from "@/lib/permissions/operations";
import { closureOf, listOf, type Permission, PERMISSIONS, type PermissionSet } from "@/lib/permissions/permissions";

/** A current member with what they hold at this moment. */
export type Owner = { id: string; name: string; active: boolean; permissions: PermissionSet };

/** Why a key of this owner cannot carry these permissions, or null: it never has more than its owner. */
export function whyNotCarry(owner: Owner, operation: OperationId, permissions: Iterable<Permission>): AppError | null {
  const lacking = lackedBy(owner, permissions);
  if (lacking.length === 0) return null;
  return new AppError("forbidden", `A key never has more than its owner: ${owner.name} lacks ${labelsOf(lacking)}.`, {
    operation,
    missingPermissions: lacking,
  });
}

/** Why a key cannot become someone's, or null: who takes it over holds at least what it carries. */
export function whyNotTakeOver(
  owner: Owner,
  key: { name: string; permissions: readonly Permission[] },
): AppError | null {
  if (!owner.active) return new AppError("conflict", `${owner.name} is suspended and cannot take over keys.`);
  const lacking = lackedBy(owner, key.permissions);
  if (lacking.length === 0) return null;
  return new AppError("conflict", `${owner.name} cannot take over ${key.name}: they lack ${labelsOf(lacking)}.`);
}

const lackedBy = (owner: Owner, permissions: Iterable<Permission>) =>
  listOf(closureOf(permissions) & ~owner.permissions);

const labelsOf = (permissions: readonly Permission[]) => permissions.map((id) => PERMISSIONS[id].label).join(", ");
