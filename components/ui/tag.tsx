import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Tone = "neutral" | "petrol" | "amber" | "crimson" | "moss";

const TONES: Record<Tone, string> = {
  neutral: "border-line bg-surface-2 text-ink-2",
  petrol: "border-petrol-line bg-petrol-wash text-petrol-ink",
  amber: "border-amber-line bg-amber-wash text-amber-ink",
  crimson: "border-crimson-line bg-crimson-wash text-crimson-ink",
  moss: "border-moss-line bg-moss-wash text-moss-ink",
};

export function Tag({
  tone = "neutral",
  className,
  children,
}: {
  tone?: Tone;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "inline-flex h-[18px] flex-none items-center gap-1 rounded-tag border px-1.5 text-11 font-strong whitespace-nowrap font-stretch-90%",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

/** An 8-pixel signal; the words beside it say the same. */
export function Dot({ tone = "amber" }: { tone?: Exclude<Tone, "neutral"> }) {
  const fill = { petrol: "bg-petrol", amber: "bg-amber", crimson: "bg-crimson", moss: "bg-moss" }[tone];
  return <span aria-hidden className={cn("size-2 flex-none rounded-full", fill)} />;
}
