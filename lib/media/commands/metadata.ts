import "server-only";
import { and, eq } from "drizzle-orm";
import { askingIn, type Tx, withAccount } from "@/db/client";
import { files } from "@/db/schema/media";
import type { Actor } from "@/lib/actor";
import { recordAudit } from "@/lib/audit/commands";
import { AppError } from "@/lib/errors";
import { forEachItem, type Outcome, TakenBack } from "@/lib/media/commands/outcomes";
import type { EditMetadata } from "@/lib/media/input/change";
import { fieldsOf } from "@/lib/media/queries/fields";
import { type FieldValue, valueFor } from "@/lib/media/rules/metadata";
import { lockAccount, type Turn } from "@/lib/users/queries/lock-account";

type Values = Record<string, FieldValue | null>;

/** `before` are the inputs that, one after another, take the change back. */
type MetadataEdited = { outcomes: Outcome[]; before: EditMetadata[] };

/** Fills in or empties fields of many files at once; fields that are not named stay. */
export async function editMetadata(actor: Actor, { fileIds, values }: EditMetadata): Promise<MetadataEdited> {
  return withAccount(actor.account.id, async (tx) => {
    const turn = await lockAccount(tx, actor, "media.editMetadata");
    const { kept, names } = await fitted(tx, turn, values);
    const before = new TakenBack<{ values: Values }>();
    const outcomes = await forEachItem(tx, turn, "file", fileIds, {
      operation: "media.editMetadata",
      run: async ({ id, name }) => {
        const isFile = and(eq(files.accountId, turn.account.id), eq(files.id, id));
        const [row] = await tx.select({ metadata: files.metadata }).from(files).where(isFile);
        const former = row?.metadata ?? {};
        const changed = Object.entries(kept).filter(([field, value]) => (former[field] ?? null) !== value);
        if (changed.length === 0) return false;
        const metadata = Object.entries({ ...former, ...kept }).filter(
          (entry): entry is [string, FieldValue] => entry[1] !== null,
        );
        await tx
          .update(files)
          .set({ metadata: Object.fromEntries(metadata) })
          .where(isFile);
        const told = (all: Values) =>
          Object.fromEntries(changed.map(([field]) => [names.get(field) ?? field, all[field] ?? null]));
        await recordAudit(
          tx,
          turn.actor,
          "media.editMetadata",
          { kind: "file", id, name },
          { before: told(former), after: told(kept) },
        );
        before.add(id, { values: Object.fromEntries(changed.map(([field]) => [field, former[field] ?? null])) });
        return true;
      },
    });
    return { outcomes, before: before.inputs };
  });
}

/** The values as they are kept. @throws AppError `invalid` for a field that is not the account's, or a value that does not fit it */
async function fitted(tx: Tx, turn: Turn, values: Values): Promise<{ kept: Values; names: Map<string, string> }> {
  const fields = new Map((await fieldsOf(askingIn(tx), turn.account.id)).map((field) => [field.id, field]));
  const faults: { path: string; message: string }[] = [];
  const kept: Values = {};
  for (const [id, given] of Object.entries(values)) {
    const field = fields.get(id);
    const fit = field && given !== null ? valueFor(field, given) : { value: null };
    if (!field) faults.push({ path: `values.${id}`, message: "There is no such field." });
    else if ("fault" in fit) faults.push({ path: `values.${id}`, message: fit.fault });
    else kept[id] = fit.value === "" ? null : fit.value;
  }
  const [first] = faults;
  if (first) throw new AppError("invalid", first.message, { fields: faults });
  return { kept, names: new Map([...fields].map(([id, { name }]) => [id, name])) };
}
