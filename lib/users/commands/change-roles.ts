import "server-only";
import { type Tx, withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { recordAuditOfEach } from "@/lib/audit/commands";
import { refuseIf } from "@/lib/errors";
import type { Source } from "@/lib/permissions/access";
import { authorize } from "@/lib/permissions/can";
import { beginRole, endRole } from "@/lib/users/commands/access-rows";
import { stateOf } from "@/lib/users/commands/change-access";
import { leaveGroups } from "@/lib/users/commands/leave-groups";
import { accessOf, mailAccess } from "@/lib/users/commands/mail-access";
import { judgeEach, type Outcome } from "@/lib/users/commands/outcomes";
import type { ChangeRoles } from "@/lib/users/input";
import { findRole } from "@/lib/users/queries/access";
import { accessAfter } from "@/lib/users/queries/access-change";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";
import type { MemberForChange } from "@/lib/users/queries/member-for-change";
import { isLastingAdministrator, whyNotGive, whyNotRole } from "@/lib/users/rules";

/** `before` are the inputs that, run one after another, take the change back. */
type RolesChanged = { outcomes: Outcome[]; before: ChangeRoles[] };

/** Gives many people one role, or takes it from them; what they have beside it stays. */
export async function changeRoles(actor: Actor, { memberIds, roleId }: ChangeRoles): Promise<RolesChanged> {
  authorize(actor, "users.edit");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "users.edit");
    const role = roleId === null ? null : await findRole(tx, turn.account.id, roleId);
    if (role) refuseIf(whyNotRole(turn.account.plan, "users.edit", role.id));
    refuseIf(whyNotGive(turn.actor, "users.edit", role?.permissions ?? []));

    const { outcomes, toChange } = await judgeEach(tx, turn, memberIds, {
      verb: "edit",
      isDone: (member) => (member.role?.id ?? null) === roleId,
      staysAdministrator: (member) => isLastingAdministrator(accessAfter(member, changeTo(role, member))),
    });
    if (toChange.length > 0) await writeRole(tx, turn, toChange, role);
    return { outcomes, before: formerRoles(toChange) };
  });
}

const changeTo = (role: Source | null, { grants }: MemberForChange) => ({ role, begin: [], end: [], keep: grants });

async function writeRole(tx: Tx, turn: Turn, people: readonly MemberForChange[], role: Source | null): Promise<void> {
  const ids = people.map(({ id }) => id);
  await endRole(tx, turn, ids, "changed");
  if (role) await beginRole(tx, turn, ids, role.id);
  const changes = people.map((member) => ({ member, after: accessAfter(member, changeTo(role, member)) }));
  const left = await leaveGroups(tx, turn, changes);
  await recordAuditOfEach(
    tx,
    turn.actor,
    "users.edit",
    people.map(({ id, name, role: former, grants }) => ({
      kind: "user",
      id,
      name,
      change: {
        before: stateOf(former?.name, grants),
        after: stateOf(role?.name, grants, left.get(id)),
      },
    })),
  );
  await mailAccess(
    tx,
    turn,
    people
      .filter(({ suspended }) => !suspended)
      .map((member) => ({ member, before: accessOf(member), now: accessOf({ ...member, role }) })),
  );
}

function formerRoles(people: readonly MemberForChange[]): ChangeRoles[] {
  const former = new Map<string | null, string[]>();
  for (const { id, role } of people) former.set(role?.id ?? null, [...(former.get(role?.id ?? null) ?? []), id]);
  return [...former].map(([roleId, memberIds]) => ({ memberIds, roleId }));
}
