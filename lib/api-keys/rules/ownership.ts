import { AppError } from "@/lib/errors";
import { closureOf, listOf, type Permission, PERMISSIONS, type PermissionSet } from "@/lib/permissions/permissions";

type Receiver = { name: string; active: boolean; permissions: PermissionSet };
type Carried = { name: string; permissions: readonly Permission[] };

/** Why a key cannot become someone's, or null: an owner holds at least what the key carries. */
export function whyNotOwn(receiver: Receiver, key: Carried): AppError | null {
  if (!receiver.active) return new AppError("conflict", `${receiver.name} is suspended and cannot take over keys.`);
  const lacking = listOf(closureOf(key.permissions) & ~receiver.permissions);
  if (lacking.length === 0) return null;
  const labels = lacking.map((permission) => PERMISSIONS[permission].label).join(", ");
  return new AppError("conflict", `${receiver.name} cannot take over ${key.name}: they lack ${labels}.`);
}
