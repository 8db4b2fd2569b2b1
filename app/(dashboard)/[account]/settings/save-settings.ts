import type { FieldValues, Path, UseFormSetError } from "react-hook-form";
import { toast } from "@/components/overlay/toast";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../answered";
import { undoing } from "../undoing";

type Saving<Fields extends FieldValues, Saved> = {
  act: (fields: Fields) => Promise<ActionResult<Saved & { before: Fields }>>;
  fields: Fields;
  setError: UseFormSetError<Fields>;
  /** Where a refusal is told that is about no field of its own. */
  fallback: Path<Fields>;
  message: string;
};

/** Saves one card: a refusal stands at its field, and a change can be taken back. Undefined when it was refused. */
export async function saveSettings<Fields extends FieldValues, Saved>(
  saving: Saving<Fields, Saved>,
): Promise<Saved | undefined> {
  const { act, fields, setError, fallback, message } = saving;
  const result = await answered(act(fields));
  if (result.ok) {
    toast({ message, undo: undoing(() => act(result.data.before)) });
    return result.data;
  }
  for (const { path, message: why } of result.fields) setError(fieldOf(path, fields) ?? fallback, { message: why });
  if (result.fields.length === 0) setError(fallback, { message: result.message });
}

/** A fault in a list, as in `emailDomains.2`, is told at the list. */
function fieldOf<Fields extends FieldValues>(path: string, fields: Fields): Path<Fields> | undefined {
  const [field = ""] = path.split(".");
  return Object.hasOwn(fields, field) ? (field as Path<Fields>) : undefined;
}
