import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { askingIn, type Tx, withAccount } from "@/db/client";
import { newId } from "@/db/ids";
import { isCurrent } from "@/db/schema/columns";
import { metadataFields } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError, notFound } from "@/lib/errors";
import type { CreateField, EditField } from "@/lib/media/input/change";
import { type Field, fieldsOf } from "@/lib/media/queries/fields";
import { authorize } from "@/lib/permissions/can";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

const MOST_FIELDS = 100;

/** Every file of the account can then have a value for it. */
export async function createField(actor: Actor, { name, kind, choices }: CreateField): Promise<{ id: string }> {
  return inTurn(actor, async (tx, turn, fields) => {
    if (fields.length >= MOST_FIELDS) throw new AppError("conflict", `An account has at most ${MOST_FIELDS} fields.`);
    requireFreeName(fields, name);
    requireChoices(kind, choices);
    const field = { id: newId("metadataField"), name, kind, choices };
    await tx.insert(metadataFields).values({ ...turn.begun, ...field });
    await record(tx, turn, field, { after: { name, kind, choices } });
    return { id: field.id };
  });
}

/** Values stay as they are, also those that are no longer among the choices. */
export async function editField(actor: Actor, { fieldId, ...changes }: EditField): Promise<void> {
  await inTurn(actor, async (tx, turn, fields) => {
    const field = require(fields, fieldId);
    const after = { ...field, ...changes };
    requireFreeName(
      fields.filter(({ id }) => id !== fieldId),
      after.name,
    );
    requireChoices(field.kind, after.choices);
    await tx
      .update(metadataFields)
      .set({ name: after.name, choices: after.choices })
      .where(and(eq(metadataFields.accountId, turn.account.id), eq(metadataFields.id, fieldId)));
    await record(tx, turn, after, {
      before: { name: field.name, choices: field.choices },
      after: { name: after.name, choices: after.choices },
    });
  });
}

/** Its values are not shown or searched any more. */
export async function deleteField(actor: Actor, fieldId: string): Promise<void> {
  await inTurn(actor, async (tx, turn, fields) => {
    const field = require(fields, fieldId);
    const f = metadataFields;
    await tx
      .update(f)
      .set(turn.ended("deleted"))
      .where(and(eq(f.accountId, turn.account.id), eq(f.id, fieldId), isCurrent(f)));
    await tx.execute(sql`
      update files set metadata = metadata - ${fieldId}::text where account_id = ${turn.account.id} and metadata ? ${fieldId}::text`);
    await record(tx, turn, field, { before: { name: field.name, kind: field.kind } });
  });
}

async function inTurn<T>(actor: Actor, work: (tx: Tx, turn: Turn, fields: Field[]) => Promise<T>): Promise<T> {
  authorize(actor, "settings.media");
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "settings.media");
    return work(tx, turn, await fieldsOf(askingIn(tx), turn.account.id));
  });
}

function require(fields: readonly Field[], id: string): Field {
  const field = fields.find((one) => one.id === id);
  if (!field) throw notFound("field");
  return field;
}

function requireFreeName(fields: readonly Field[], name: string): void {
  if (!fields.some((field) => field.name.toLowerCase() === name.toLowerCase())) return;
  throw new AppError("conflict", `There is already a field called ${name}.`, {
    fields: [{ path: "name", message: "Another field has this name." }],
  });
}

function requireChoices(kind: Field["kind"], choices: readonly string[]): void {
  if ((kind === "choice") === choices.length > 0) return;
  const message = kind === "choice" ? "A field of choices needs at least one." : "Only a field of choices has choices.";
  throw new AppError("invalid", message, { fields: [{ path: "choices", message }] });
}

const record = (tx: Tx, { actor }: Turn, { id, name }: Field, change: { before?: object; after?: object }) =>
  recordAudit(tx, actor, "settings.media", { kind: "account", id, name: `the metadata field ${name}` }, change);
