import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import type { groups, roles } from "@/db/schema/members";
import type { Turn } from "@/lib/users/queries/lock-account";

/**
 * Whether another group or role of the account is called that, whatever the capitals. Safe from races, because it is this
 * change's turn in the account.
 */
export async function isNameTaken(
  tx: Tx,
  turn: Turn,
  among: typeof groups | typeof roles,
  { id, name }: { id: string; name: string },
): Promise<boolean> {
  const [other] = await tx
    .select({ id: among.id })
    .from(among)
    .where(
      and(
        eq(among.accountId, turn.account.id),
        sql`lower(${among.name}) = lower(${name})`,
        ne(among.id, id),
        isCurrent(among),
      ),
    );
  return other !== undefined;
}
