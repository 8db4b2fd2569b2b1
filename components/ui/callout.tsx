import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import type { Tone } from "./tag";

const LOOKS: Record<Tone, string> = {
  neutral: "border-line-2 bg-surface-2 [&>svg]:text-ink-2",
  petrol: "border-petrol-line bg-petrol-wash [&>svg]:text-petrol-ink",
  amber: "border-amber-line bg-amber-wash [&>svg]:text-amber-ink",
  crimson: "border-crimson-line bg-crimson-wash [&>svg]:text-crimson-ink",
  moss: "border-moss-line bg-moss-wash [&>svg]:text-moss-ink",
};
const ICONS = { neutral: Info, petrol: Info, amber: TriangleAlert, crimson: CircleAlert, moss: CircleCheck };

interface CalloutProps {
  tone?: Tone;
  title?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** Announces it when it appears: `status` politely, `alert` at once. */
  role?: "status" | "alert";
  className?: string;
  children?: ReactNode;
}

export function Callout({ tone = "neutral", title, icon, action, role, className, children }: CalloutProps) {
  const Icon = ICONS[tone];
  return (
    <div
      role={role}
      className={cn(
        "grid grid-cols-[18px_minmax(0,1fr)_auto] items-start gap-2.5 rounded-card border px-3 py-2.5 text-13 leading-[1.42] [&>svg]:mt-0.5 [&>svg]:size-4",
        LOOKS[tone],
        className,
      )}
    >
      {icon ?? <Icon aria-hidden />}
      <div>
        {title && <strong className="font-bold">{title} </strong>}
        {children}
      </div>
      {action}
    </div>
  );
}
