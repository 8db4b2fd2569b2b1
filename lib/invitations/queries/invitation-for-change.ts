import { and, eq, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { invitations } from "@/db/schema/members";
import { notFound } from "@/lib/errors";
import type { Turn } from "@/lib/users/queries/lock-account";

/** An invitation that was neither accepted nor revoked, as a change of it finds it. */
type InvitationForChange = Omit<typeof invitations.$inferSelect, "builtInRole"> & {
  /** Judged after the wait for the turn: someone else may have got its seat meanwhile. */
  expired: boolean;
};

/** @throws AppError `not_found` */
export async function invitationForChange(tx: Tx, { account, now }: Turn, id: string): Promise<InvitationForChange> {
  const i = invitations;
  const [found] = await tx
    .select()
    .from(i)
    .where(and(eq(i.accountId, account.id), eq(i.id, id), isNull(i.endedAt)));
  if (!found) throw notFound("invitation");
  const { builtInRole, roleId, ...invitation } = found;
  return { ...invitation, roleId: builtInRole ?? roleId, expired: found.expiresAt <= now };
}
