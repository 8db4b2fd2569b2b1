import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Link } from "./link";

interface TabItem {
  href: string;
  label: string;
  count?: ReactNode;
  current: boolean;
}

/** Tabs are links: each has an address, opens in a new window and works before scripts load. */
export function Tabs({ label, items, className }: { label: string; items: readonly TabItem[]; className?: string }) {
  return (
    <nav aria-label={label} className={cn("tabs", className)}>
      {items.map((item) => (
        <Link key={item.href} href={item.href} scroll={false} aria-current={item.current ? "page" : undefined}>
          {item.label}
          {item.count !== undefined && <span className="data-text text-11 text-ink-3">{item.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
