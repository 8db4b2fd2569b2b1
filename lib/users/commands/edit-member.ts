import "server-only";
import { withAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { AppError, notFound } from "@/lib/errors";
import { authorize } from "@/lib/permissions/can";
import { giveAccess } from "@/lib/users/commands/change-access";
import type { Outcome } from "@/lib/users/commands/outcomes";
import { reactivate, suspend } from "@/lib/users/commands/suspend-users";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** What is absent stays. */
type EditMember = { memberId: string; roleId?: string | null; status?: "active" | "suspended" };

/** Role and status change together, or neither does. */
export async function editMember(actor: Actor, { memberId, roleId, status }: EditMember): Promise<void> {
  if (roleId !== undefined) authorize(actor, "users.edit");
  if (status !== undefined) authorize(actor, "users.suspend");
  await withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, roleId === undefined ? "users.suspend" : "users.edit");
    const one = { memberIds: [memberId] };
    if (status === "suspended") requireChanged((await suspend(tx, turn, one)).outcomes);
    if (status === "active") requireChanged((await reactivate(tx, turn, one)).outcomes);
    if (roleId !== undefined) await giveAccess(tx, turn, { memberId, roleId });
  });
}

/** One person was meant, so that what refuses them refuses it all. */
function requireChanged([only]: readonly Outcome[]): void {
  if (only?.outcome !== "refused") return;
  throw only.code === null || only.code === "not_found"
    ? notFound("person")
    : new AppError(only.code, only.reason ?? "", { operation: "users.suspend", missingPermissions: [] });
}
