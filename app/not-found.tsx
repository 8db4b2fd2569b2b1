import type { Metadata } from "next";
import { ErrorPage } from "@/components/shell/error-page";
import { buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";

export const metadata: Metadata = { title: "Not found" };

/** What does not exist and what is out of reach look the same. */
export default function NotFound() {
  return (
    <ErrorPage
      title="There is nothing at this address"
      actions={
        <Link href="/" className={buttonClass("primary")}>
          Go to the start
        </Link>
      }
    >
      Either it never existed, or it is not open to you. An account administrator can tell you which.
    </ErrorPage>
  );
}
