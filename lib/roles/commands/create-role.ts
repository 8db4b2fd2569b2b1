import "server-only";
import { withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { rolePermissions, roles } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { requireFreeName } from "@/lib/roles/commands/name";
import type { CreateRole } from "@/lib/roles/input";
import { whyNotPermissions } from "@/lib/roles/rules";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { whyNotGive, withoutUserManagement } from "@/lib/users/rules";

/** Nobody has the role yet; it can be given from now on. */
export async function createRole(actor: Actor, role: CreateRole): Promise<{ id: string }> {
  authorize(actor, "roles.create");
  const { name, description, permissions } = role;
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "roles.create");
    refuseIf(withoutUserManagement(turn.account.plan, "roles.create"));
    refuseIf(whyNotPermissions(turn.account.plan, "roles.create", permissions));
    refuseIf(whyNotGive(turn.actor, "roles.create", permissions));
    const id = newId("role");
    await requireFreeName(tx, turn, { id, name });
    await tx.insert(roles).values({ ...turn.begun, id, name, description });
    await tx
      .insert(rolePermissions)
      .values(
        permissions.map((permission) => ({ ...turn.begun, id: newId("rolePermission"), roleId: id, permission })),
      );
    await recordAudit(tx, actor, "roles.create", { kind: "role", id, name }, { after: role });
    return { id };
  });
}
