"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect } from "react";
import { currentItem } from "./current-item";
import { useGoShortcuts } from "./use-go-shortcuts";
import { Link } from "../ui/link";

interface NavItem {
  href: string;
  label: string;
  icon: ReactNode;
  count?: number;
  /** The letter after G that goes there. */
  goKey?: string;
}
export interface NavGroup {
  label: string;
  items: readonly NavItem[];
}

export function RailNav({ groups }: { groups: readonly NavGroup[] }) {
  const pathname = usePathname();
  const current = currentItem(pathname, groups);
  useGoShortcuts(groups);
  // The drawer of a narrow window must not stay open over the page it led to.
  useEffect(() => {
    const rail = document.getElementById("rail");
    if (rail?.matches(":popover-open")) rail.hidePopover();
  }, [pathname]);
  return (
    <nav aria-label="Main" className="rail-nav">
      {groups.map((group) => (
        <section key={group.label} aria-label={group.label}>
          <h2 className="rail-group">{group.label}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.href}>
                <Link
                  href={item.href}
                  prefetch="auto"
                  title={item.label}
                  aria-current={item === current ? "page" : undefined}
                  className="rail-link"
                >
                  {item.icon}
                  <span className="rail-text">{item.label}</span>
                  {item.count !== undefined && <span className="rail-count">{item.count}</span>}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
