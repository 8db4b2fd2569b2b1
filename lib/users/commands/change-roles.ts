import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { refuseIf } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { writeAccess } from "@/lib/users/commands/change-access";
import { forEachMember, type Outcome } from "@/lib/users/commands/outcomes";
import type { ChangeRoles } from "@/lib/users/input";
import { findRole } from "@/lib/users/queries/access";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { whyNotGive, whyNotRole } from "@/lib/users/rules";

/** `before` are the inputs that, run one after another, take the change back. */
export type RolesChanged = { outcomes: Outcome[]; before: ChangeRoles[] };

/** Gives many people one role, or takes it from them; what they have beside it stays. */
export async function changeRoles(actor: Actor, { memberIds, roleId }: ChangeRoles): Promise<RolesChanged> {
  authorize(actor, "users.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.edit");
    const role = roleId === null ? null : await findRole(tx, turn.account.id, roleId);
    if (role) refuseIf(whyNotRole(turn.account.plan, "users.edit", role.id));
    refuseIf(whyNotGive(turn.actor, "users.edit", role?.permissions ?? []));

    const former = new Map<string | null, string[]>();
    const outcomes = await forEachMember(tx, turn, memberIds, {
      verb: "edit",
      isDone: (member) => (member.role?.id ?? null) === roleId,
      run: async (member) => {
        await writeAccess(tx, turn, member, { role, begin: [], end: [], keep: member.grants });
        const formerRole = member.role?.id ?? null;
        former.set(formerRole, [...(former.get(formerRole) ?? []), member.id]);
      },
    });
    return { outcomes, before: [...former].map(([id, people]) => ({ memberIds: people, roleId: id })) };
  });
}
