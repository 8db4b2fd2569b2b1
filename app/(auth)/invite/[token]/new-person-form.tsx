"use client";

import { useActionState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { errorAt, FormAlert } from "../../form-alert";
import { acceptInvitationAction } from "../actions";

/** Someone who is new says what they want to be called. */
export function NewPersonForm({ token, name }: { token: string; name: string }) {
  const [result, submit] = useActionState(acceptInvitationAction, null);
  return (
    <form action={submit} className="grid gap-3" noValidate>
      <input type="hidden" name="token" value={token} />
      <FormAlert result={result} />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        hint="As the others of the account will see it"
        defaultValue={result?.values.name ?? name}
        error={errorAt(result, "name")}
      />
      <SubmitButton>Accept the invitation</SubmitButton>
    </form>
  );
}
