import type { ReactNode } from "react";
import { ReportForm } from "./report-form";

type Props = { account: string; token: string; note?: ReactNode; children: ReactNode };

/** The account's name above, what visitors may know below. */
export function VisitorFrame({ account, token, note, children }: Props) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b border-line bg-surface px-gutter py-3 text-16 font-bold">{account}</header>
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[1280px] flex-1 px-gutter py-6">
        {children}
      </main>
      <footer className="mx-auto grid w-full max-w-[1280px] gap-2 border-t border-line px-gutter py-4 text-12 text-ink-2">
        {note && <p>{note}</p>}
        <ReportForm token={token} />
      </footer>
    </div>
  );
}
