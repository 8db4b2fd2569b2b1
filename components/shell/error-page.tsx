import type { ReactNode } from "react";
import { CopyableId } from "../ui/copy-button";
import { Iris, type Opening } from "../ui/iris";

/** One anatomy for every dead end: how far it opened, what happened, what to do, and a reference to quote. */
export function ErrorPage({
  opening = "none",
  title,
  children,
  actions,
  reference,
}: {
  opening?: Opening;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  reference?: string;
}) {
  return (
    <div className="mx-auto grid w-full max-w-[56ch] flex-1 content-center justify-items-start gap-3 px-4 py-16">
      <Iris opening={opening} className="size-10!" />
      <h1 className="text-26">{title}</h1>
      {children && <div className="text-ink-2">{children}</div>}
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      {reference && (
        <p className="mt-4 flex items-center gap-1.5 text-12 text-ink-3">
          Reference <CopyableId value={reference} label="Copy reference" />
        </p>
      )}
    </div>
  );
}
