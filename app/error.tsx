"use client";

import { ErrorPage } from "@/components/shell/error-page";
import { Button } from "@/components/ui/button";

/** A fault on the server: nothing was changed, and the reference finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorPage
      title="This page could not be shown"
      reference={error.digest}
      actions={
        <Button look="primary" onClick={reset}>
          Try again
        </Button>
      }
    >
      Something failed on the server. Nothing was changed. If it fails again, tell the person who runs this server the
      reference.
    </ErrorPage>
  );
}
