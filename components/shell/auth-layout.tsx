import type { ReactNode } from "react";
import { Logo } from "../ui/iris";

/** One card in the middle of the page, for whoever has no shell yet: sign-in, invitation. */
export function AuthLayout({
  brand,
  title,
  note,
  foot,
  children,
}: {
  brand: string;
  title: ReactNode;
  note?: ReactNode;
  foot?: ReactNode;
  children: ReactNode;
}) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh content-center justify-items-center gap-5 px-4 py-10">
      <div className="flex items-center gap-2.5 text-16 font-bold tracking-[-0.01em]">
        <Logo /> {brand}
      </div>
      <div className="w-full max-w-[420px] rounded-dialog border border-line-2 bg-surface p-6 shadow-panel max-md:p-5">
        <h1 className="text-20 tracking-[-0.016em]">{title}</h1>
        {note && <p className="mt-1 text-13 text-ink-2">{note}</p>}
        <div className="mt-5 grid gap-4">{children}</div>
      </div>
      {foot && <div className="max-w-[420px] text-center text-12 text-ink-2">{foot}</div>}
    </main>
  );
}
