import type { Plan } from "@/lib/actor";
import { PLANS } from "@/lib/billing/rules";
import { AppError } from "@/lib/errors";
import type { OperationId } from "@/lib/permissions/operations";

/** After a downgrade groups can still be seen, emptied and deleted; nothing is added to them. */
export function requireGroups(plan: Plan, operation: OperationId): void {
  if (!PLANS[plan].groups)
    throw new AppError("forbidden", "Groups are part of the Enterprise plan.", { operation, missingPermissions: [] });
}

export const nameTaken = (name: string) =>
  new AppError("conflict", `There is already a group called ${name}.`, {
    fields: [{ path: "name", message: "Another group has this name." }],
  });
