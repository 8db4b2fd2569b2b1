import { sql } from "drizzle-orm";
import { type Ask, askingAccount } from "@/db/client";
import type { Actor } from "@/lib/actor";
import { notFound } from "@/lib/errors";
import { canEver, refusal } from "@/lib/permissions/can";

/** A metadata field that the account has defined. */
export type Field = { id: string; name: string; kind: "text" | "number" | "date" | "choice"; choices: string[] };

/** By name. Whoever opens media may know them, because they are filled in and searched for. */
export async function listFields(actor: Actor): Promise<Field[]> {
  if (!canEver(actor, "media.view")) throw refusal("media.view");
  return askingAccount(actor.account.id, (ask) => fieldsOf(ask, actor.account.id));
}

/** @throws AppError `not_found` */
export async function findField(actor: Actor, fieldId: string): Promise<Field> {
  const field = (await listFields(actor)).find(({ id }) => id === fieldId);
  if (!field) throw notFound("field");
  return field;
}

export const fieldsOf = (ask: Ask, accountId: string): Promise<Field[]> =>
  ask(sql`
    select id, name, kind, choices from metadata_fields
    where account_id = ${accountId} and ended_at is null order by lower(name), id`);
