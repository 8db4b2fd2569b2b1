import type * as z from "zod/mini";
import { type ActionResult, answer } from "@/lib/http/define-action";
import { parseInput } from "@/lib/http/parse";

/** What a form's action answers, with what was typed, so that nothing is lost when the form is drawn again. */
export type FormResult<T> = ActionResult<T> & { values: Record<string, string> };

/** A door for a plain form of those who need not be signed in yet: it works before the page's scripts have loaded. */
export function defineFormAction<S extends z.core.$ZodType, T>(input: S, run: (input: z.output<S>) => Promise<T>) {
  return async (_previous: FormResult<T> | null, form: FormData): Promise<FormResult<T>> => {
    const values = valuesOf(form);
    return { ...(await answer(() => run(parseInput(input, values)))), values };
  };
}

/** Next adds fields of its own to a form that is sent without scripts. */
const valuesOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].filter(([name, value]) => typeof value === "string" && !name.startsWith("$"))) as Record<
    string,
    string
  >;
