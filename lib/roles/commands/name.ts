import { and, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { roles } from "@/db/schema/members";
import { isBuiltInName, nameTaken } from "@/lib/roles/rules";
import type { Turn } from "@/lib/users/queries/lock-account";

/** Safe from races, because it is this change's turn in the account. */
export async function requireFreeName(tx: Tx, turn: Turn, { id, name }: { id: string; name: string }): Promise<void> {
  const [other] = await tx
    .select({ id: roles.id })
    .from(roles)
    .where(
      and(
        eq(roles.accountId, turn.account.id),
        sql`lower(${roles.name}) = lower(${name})`,
        ne(roles.id, id),
        isCurrent(roles),
      ),
    );
  if (other || isBuiltInName(name)) throw nameTaken(name);
}
