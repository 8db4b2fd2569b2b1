"use client";

import { useActionState } from "react";
import { TextField } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { reportLinkAction } from "./actions";

/** Tells whoever runs the account what is wrong; works before the page's scripts have loaded. */
export function ReportForm({ token }: { token: string }) {
  const [result, report] = useActionState(reportLinkAction, null);
  if (result?.ok) return <p role="status">Thank you. Whoever runs this account has been told.</p>;
  return (
    <details>
      <summary className="link-text w-fit cursor-pointer">Report this link</summary>
      <form action={report} className="mt-3 grid max-w-md gap-3 text-left">
        <input type="hidden" name="token" value={token} />
        <TextField
          label="What is wrong with it"
          name="reason"
          required
          maxLength={1000}
          defaultValue={result?.values.reason}
          hint="It goes to whoever runs the account, with your network's address."
          error={result ? (result.fields[0]?.message ?? result.message) : undefined}
        />
        <SubmitButton look="secondary">Send the report</SubmitButton>
      </form>
    </details>
  );
}
