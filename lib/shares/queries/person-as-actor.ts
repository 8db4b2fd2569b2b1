import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor, MemberActor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { findItems, type FoundItem, type ItemKind, type LevelOperation, mayAt } from "@/lib/media/queries/find-item";
import { COLLECTION_VERBS, FILE_VERBS, FOLDER_VERBS } from "@/lib/media/rules/verdicts";
import { effectiveOf } from "@/lib/permissions/access";
import { canEver } from "@/lib/permissions/can";
import { type Level, type OperationId, operationOf } from "@/lib/permissions/operations";
import { type AccessJson, accessOf, toAccess } from "@/lib/users/queries/access";

/** Something that can be done to a thing, and whether somebody may. */
export type Ability = { operation: OperationId; does: string; allowed: boolean };

const VERBS: Record<ItemKind, Record<string, OperationId>> = {
  file: FILE_VERBS,
  folder: FOLDER_VERBS,
  collection: COLLECTION_VERBS,
};

/** Somebody else as the one who asks; never used for anything but reading what they can read. */
export async function personAsActor(tx: Tx, actor: Actor, memberId: string): Promise<MemberActor> {
  const [row] = await tx.execute<{ name: string; email: string; userId: string; access: AccessJson }>(sql`
    select m.name, m.email, m.user_id as "userId", ${accessOf(sql`m`)} as access from members m
    where m.account_id = ${actor.account.id} and m.id = ${memberId} and m.ended_at is null`);
  if (!row) throw notFound("person");
  const access = toAccess(row.access);
  const { account, origin } = actor;
  return {
    ...row,
    kind: "member",
    memberId,
    sessionId: "",
    account,
    origin,
    access,
    active: access.active,
    permissions: effectiveOf(access),
  };
}

/** At which level somebody reaches a thing; null: for them it does not exist. */
export async function levelOn(tx: Tx, person: MemberActor, { kind, id }: FoundItem): Promise<Level | null> {
  const [reached] = canEver(person, "media.view") ? await findItems(tx, person, kind, [id]) : [];
  return reached?.level ?? null;
}

/** All that can be done to a thing of this kind. */
export const abilitiesOf = (person: MemberActor, kind: ItemKind, level: Level | null): Ability[] =>
  Object.values(VERBS[kind])
    .filter((operation) => operation !== "access.request")
    .map((operation) => ({
      operation,
      does: operationOf(operation).does,
      allowed: level !== null && mayAt(person, operation as LevelOperation, level),
    }));
