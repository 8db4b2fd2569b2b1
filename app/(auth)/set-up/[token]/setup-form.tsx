"use client";

import { useActionState, useState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { suggestSlug } from "@/lib/setup/rules";
import { errorAt, FormAlert } from "../../form-alert";
import { claimServerAction } from "../actions";

/** The address follows the account's name until someone writes their own. */
export function SetupForm({ token, address }: { token: string; address: string }) {
  const [result, submit] = useActionState(claimServerAction, null);
  const [accountName, setAccountName] = useState("");
  const [ownSlug, setOwnSlug] = useState<string | null>(null);
  return (
    <form action={submit} className="grid gap-4" noValidate>
      <input type="hidden" name="token" value={token} />
      <FormAlert result={result} />
      <TextField
        label="Account"
        name="accountName"
        autoComplete="organization"
        required
        hint="Your company or team"
        value={accountName}
        onChange={(event) => setAccountName(event.target.value)}
        error={errorAt(result, "accountName")}
      />
      <TextField
        label="Address"
        name="slug"
        required
        spellCheck={false}
        autoCapitalize="none"
        hint={`Its pages stand at ${address}/…`}
        value={ownSlug ?? suggestSlug(accountName)}
        onChange={(event) => setOwnSlug(event.target.value)}
        error={errorAt(result, "slug")}
      />
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        required
        defaultValue={result?.values.name}
        error={errorAt(result, "name")}
      />
      <TextField
        label="Your e-mail"
        name="email"
        type="email"
        autoComplete="email"
        required
        hint="You sign in with it: by a mailed link, or by the Google account of the same address"
        defaultValue={result?.values.email}
        error={errorAt(result, "email")}
      />
      <SubmitButton>Create the account</SubmitButton>
    </form>
  );
}
