import { Callout } from "@/components/ui/callout";
import type { FormResult } from "@/lib/http/define-form-action";

/** Why nothing happened, where no field is to blame. */
export function FormAlert({ result }: { result: FormResult<unknown> | null }) {
  if (!result || result.ok || result.fields.length > 0) return null;
  return (
    <Callout tone="crimson" role="alert">
      {result.message}
    </Callout>
  );
}

/** What is wrong with one field. */
export const errorAt = (result: FormResult<unknown> | null, field: string): string | undefined =>
  result && !result.ok ? result.fields.find(({ path }) => path === field)?.message : undefined;
