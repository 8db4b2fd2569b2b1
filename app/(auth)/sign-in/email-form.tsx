"use client";

import { useActionState } from "react";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { errorAt, FormAlert } from "../form-alert";
import { requestLinkAction } from "./actions";

/** Asks for a mailed link. What it answers is the same for every address, so that nobody learns who is here. */
export function EmailForm({ next, email, label = "Mail me a link" }: { next: string; email?: string; label?: string }) {
  const [result, submit] = useActionState(requestLinkAction, null);
  if (result?.ok)
    return (
      <Callout tone="petrol" role="status" title="Look into your mailbox.">
        If {result.data.email} is a member or invited, a link is on its way. It works once, for {result.data.minutes}{" "}
        minutes, in this browser.
      </Callout>
    );
  return (
    <form action={submit} className="grid gap-3" noValidate>
      <input type="hidden" name="next" value={next} />
      <FormAlert result={result} />
      {email ? (
        <input type="hidden" name="email" value={email} />
      ) : (
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="email"
          inputMode="email"
          required
          defaultValue={result?.values.email}
          error={errorAt(result, "email")}
        />
      )}
      <SubmitButton>{label}</SubmitButton>
    </form>
  );
}
