import type { ReactNode } from "react";

/** The title of a page, a line under it, and its actions on the right. */
export function PageHeader({ title, note, children }: { title: ReactNode; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className="mb-5 flex flex-wrap items-start gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-26">{title}</h1>
        {note && <p className="mt-[5px] text-13 text-ink-2">{note}</p>}
      </div>
      {children && <div className="ml-auto flex flex-wrap gap-2">{children}</div>}
    </header>
  );
}
