import { ErrorPage } from "@/components/shell/error-page";

/** The same for links that are wrong, over, taken back or used up, so that nobody learns which. */
export default function ClosedLink() {
  return (
    <main id="main" tabIndex={-1} className="flex min-h-dvh">
      <ErrorPage opening="none" title="This link opens nothing">
        It may be mistyped, over or taken back. Ask whoever sent it for another one.
      </ErrorPage>
    </main>
  );
}
