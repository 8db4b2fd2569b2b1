import "server-only";
import { sql } from "drizzle-orm";
import { askingIn, withAccount } from "@/db/client";
import { type Field, fieldsOf } from "@/lib/media/queries/fields";
import { reachInto } from "@/lib/media/queries/reach";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import type { FieldValue } from "@/lib/media/rules/metadata";

/** A field of the account, and what these files have in it: one value for all, none, or several. */
export type SharedField = Field & { value: FieldValue | null; isSeveral: boolean };

/** Of the files that are open to who asks. */
export async function sharedMetadata(
  actor: MediaActor,
  { fileIds }: { fileIds: readonly string[] },
): Promise<{ fields: SharedField[] }> {
  const reach = reachInto(actor);
  const accountId = actor.account.id;
  return withAccount(accountId, async (tx) => {
    const rows = await tx.execute<{ metadata: Record<string, FieldValue> }>(sql`
      with ${reach.sources} select distinct f.metadata from files f
      where f.account_id = ${accountId} and f.id in ${fileIds} and ${reach.seesFile(sql`f`)}`);
    const fields = (await fieldsOf(askingIn(tx), accountId)).map((field) => {
      const values = new Set(rows.map(({ metadata }) => metadata[field.id] ?? null));
      const isSeveral = values.size > 1;
      return { ...field, value: isSeveral ? null : ([...values][0] ?? null), isSeveral };
    });
    return { fields };
  });
}
