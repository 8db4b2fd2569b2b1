import "server-only";
import { withAccount } from "@/db/client";
import { billingDetails } from "@/db/schema/billing";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import type { BillingDetails } from "@/lib/billing/input";
import { detailsIn } from "@/lib/billing/queries/details";
import { authorize } from "@/lib/permissions/can";
import { lockAccount } from "@/lib/users/queries/lock-account";

/** From the next invoice on it is made out to them; those that were issued stay as they are. */
export async function editBillingDetails(
  actor: Actor,
  details: BillingDetails,
): Promise<{ before: BillingDetails | null }> {
  authorize(actor, "billing.editDetails");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "billing.editDetails");
    const { id, name } = turn.account;
    const before = await detailsIn(tx, id);
    if (JSON.stringify(before) === JSON.stringify(details)) return { before };
    await tx
      .insert(billingDetails)
      .values({ accountId: id, ...details })
      .onConflictDoUpdate({ target: billingDetails.accountId, set: details });
    await recordAudit(tx, turn.actor, "billing.editDetails", { kind: "account", id, name }, { before, after: details });
    return { before };
  });
}
