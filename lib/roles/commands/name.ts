import type { Tx } from "@/db/client";
import { roles } from "@/db/schema/members";
import { isBuiltInName, nameTaken } from "@/lib/roles/rules";
import { isNameTaken } from "@/lib/users/queries/is-name-taken";
import type { Turn } from "@/lib/users/queries/lock-account";

export async function requireFreeName(tx: Tx, turn: Turn, role: { id: string; name: string }): Promise<void> {
  if (isBuiltInName(role.name) || (await isNameTaken(tx, turn, roles, role))) throw nameTaken(role.name);
}
