import type { Metadata } from "next";
import { ErrorPage } from "@/components/shell/error-page";
import { ButtonAnchor } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

/** What does not exist and what is out of reach look the same. */
export default function NotFound() {
  return (
    <div className="flex min-h-dvh">
      <ErrorPage
        title="There is nothing at this address"
        actions={
          <ButtonAnchor look="primary" href="/">
            Go to the start
          </ButtonAnchor>
        }
      >
        Either it never existed, or it is not open to you. An account administrator can tell you which.
      </ErrorPage>
    </div>
  );
}
