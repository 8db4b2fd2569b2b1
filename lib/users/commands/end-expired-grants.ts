import "server-only";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import type { SystemActor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { Permission } from "@/lib/permissions/permissions";
import { leaveGroups } from "@/lib/users/commands/leave-groups";
import { grantSource } from "@/lib/users/queries/access";
import { lockAccount } from "@/lib/users/queries/lock-account";
import { membersForChange } from "@/lib/users/queries/member-for-change";

type Ended = { id: string; memberId: string; permission: Permission; expiresAt: string };

/**
 * Closes the account's grants that have run out, and whoever thereby lost the library leaves their groups. Nobody's
 * permissions wait for this: an expired grant counts for nothing from its moment on, by the database's clock.
 */
export async function endExpiredGrants(actor: SystemActor): Promise<void> {
  await withSystem(async (tx) => {
    const turn = await lockAccount(tx, actor, "grants.edit");
    const ended = await tx.execute<Ended>(sql`
      update permission_grants set ended_at = expires_at, ended_by = 'system', end_reason = 'expired'
      where account_id = ${turn.account.id} and ended_at is null and expires_at <= now()
      returning id, member_id as "memberId", permission, to_json(expires_at) as "expiresAt"`);
    if (ended.length === 0) return;
    const members = [
      ...(
        await membersForChange(
          tx,
          turn.account.id,
          ended.map((grant) => grant.memberId),
        )
      ).values(),
    ];
    const changes = members.map((member) => {
      const grants = ended
        .filter(({ memberId }) => memberId === member.id)
        .map(({ id, permission, expiresAt }) => ({ id, permission, expiresAt: new Date(expiresAt) }));
      const before = { ...member.access, sources: [...member.access.sources, ...grants.map(grantSource)] };
      return { member: { id: member.id, name: member.name, access: before }, grants, after: member.access };
    });
    const left = await leaveGroups(tx, turn, changes);
    for (const { member, grants } of changes)
      await recordAudit(
        tx,
        turn.actor,
        "grants.expire",
        { kind: "user", id: member.id, name: member.name },
        {
          before: { grants: grants.map(({ permission, expiresAt }) => ({ permission, expiresAt })) },
          after: { grants: [], ...(left.has(member.id) && { leftGroups: left.get(member.id) }) },
        },
      );
  });
}
