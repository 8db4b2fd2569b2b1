import { and, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { isCurrent } from "@/db/schema/columns";
import { groups } from "@/db/schema/members";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { notFound } from "@/lib/errors";
import { nameTaken } from "@/lib/groups/rules";
import { isNameTaken } from "@/lib/users/queries/is-name-taken";
import type { Turn } from "@/lib/users/queries/lock-account";

type Named = { id: string; name: string };

export async function findCurrentGroup(tx: Tx, turn: Turn, groupId: string) {
  const [group] = await tx
    .select({ id: groups.id, name: groups.name, description: groups.description })
    .from(groups)
    .where(and(eq(groups.accountId, turn.account.id), eq(groups.id, groupId), isCurrent(groups)));
  if (!group) throw notFound("group");
  return group;
}

export async function requireFreeName(tx: Tx, turn: Turn, group: Named): Promise<void> {
  if (await isNameTaken(tx, turn, groups, group)) throw nameTaken(group.name);
}

export const recordGroup = (
  tx: Tx,
  actor: Actor,
  operation: "groups.create" | "groups.edit" | "groups.delete",
  { id, name }: Named,
  change: { before?: object; after?: object },
) => recordAudit(tx, actor, operation, { kind: "group", id, name }, change);
