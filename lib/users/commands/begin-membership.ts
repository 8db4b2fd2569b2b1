import type { Tx } from "@/db/client";
import { newId } from "@/db/ids";
import { members } from "@/db/schema/members";
import { beginGrants, beginRole } from "@/lib/users/commands/access-rows";
import type { Turn } from "@/lib/users/queries/lock-account";
import type { Grant } from "@/lib/users/queries/member-for-change";

type NewMember = {
  user: { id: string; name: string; email: string; timeZone: string };
  roleId: string | null;
  grants: readonly Grant[];
};

/** Makes a user a member, in the account's turn; whoever may do that, and whether a seat is free, has been asked already. */
export async function beginMembership(
  tx: Tx,
  stamps: Pick<Turn, "begun" | "ended">,
  { user, roleId, grants }: NewMember,
): Promise<string> {
  const id = newId("member");
  const { name, email, timeZone } = user;
  await tx.insert(members).values({ ...stamps.begun, id, userId: user.id, name, email, timeZone });
  if (roleId !== null) await beginRole(tx, stamps, [id], roleId);
  await beginGrants(tx, stamps, id, grants);
  return id;
}
