"use client";

import { type ReactNode, useActionState } from "react";
import type { ButtonLook } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormResult } from "@/lib/http/define-form-action";
import { FormAlert } from "./form-alert";

/** One button that does one thing, with nothing to fill in. */
export function ButtonForm<T>({
  action,
  fields = {},
  look,
  icon,
  children,
}: {
  action: (previous: FormResult<T> | null, form: FormData) => Promise<FormResult<T>>;
  fields?: Record<string, string>;
  look?: ButtonLook;
  icon?: ReactNode;
  children: ReactNode;
}) {
  const [result, submit] = useActionState(action, null);
  return (
    <form action={submit} className="grid gap-3">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormAlert result={result} />
      <SubmitButton look={look} icon={icon}>
        {children}
      </SubmitButton>
    </form>
  );
}
