"use client";

import { useActionState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { unlockLinkAction } from "./actions";

export function PasscodeForm({ token }: { token: string }) {
  const [result, unlock] = useActionState(unlockLinkAction, null);
  return (
    <form action={unlock} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      <TextField
        label="Passcode"
        name="passcode"
        autoComplete="off"
        required
        error={result && !result.ok ? (result.fields[0]?.message ?? result.message) : undefined}
      />
      <SubmitButton look="primary">Open</SubmitButton>
    </form>
  );
}
