import "server-only";
import { sql } from "drizzle-orm";
import { withSystem } from "@/db/client";
import { beginCopiedLink } from "@/lib/invitations/commands/links";
import { noLongerOpen } from "@/lib/invitations/rules";
import { stampsOf } from "@/lib/users/queries/lock-account";

/**
 * A link to an invitation of one's own, as an address: for whoever has signed in by the invited address and has not the
 * mail at hand. Like a copied link it proves nothing by itself.
 */
export async function openOwnInvitation(userId: string, { invitationId }: { invitationId: string }): Promise<string> {
  return withSystem(async (tx) => {
    const [found] = await tx.execute<{ accountId: string; expiresAt: string }>(sql`
      select i.account_id as "accountId", to_json(i.expires_at) as "expiresAt" from invitations i
      join users u on lower(u.email) = lower(i.email) and u.email_verified_at is not null
      where i.id = ${invitationId} and u.id = ${userId} and i.ended_at is null and i.expires_at > now()`);
    if (!found) throw noLongerOpen();
    const { begun } = stampsOf(found.accountId, "system", new Date());
    return beginCopiedLink(tx, { begun }, { id: invitationId, expiresAt: new Date(found.expiresAt) });
  });
}
