"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { useShortcut } from "../shortcuts/use-shortcut";
import { IconLink } from "../ui/button-link";

/** A list with one of its items open beside it. Under 1180 pixels the item covers the list. */
export function Split({ inspector, children }: { inspector?: ReactNode; children: ReactNode }) {
  return (
    <div className="split" data-open={inspector ? true : undefined}>
      <div className="split-list">{children}</div>
      {inspector}
    </div>
  );
}

interface InspectorProps {
  title: string;
  avatar?: ReactNode;
  /** The line under the title, with its tags. */
  detail?: ReactNode;
  closeHref: string;
  previousHref?: string;
  nextHref?: string;
  /** "3/10" */
  position?: string;
  menu?: ReactNode;
  tabs?: ReactNode;
  /** The bar that stays at the bottom, with Save. */
  footer?: ReactNode;
  children: ReactNode;
}

/** One item of a list, in a panel 560 wide; on a phone it is the page. */
export function Inspector(props: InspectorProps) {
  const { title, avatar, detail, closeHref, previousHref, nextHref, position, menu, tabs, footer, children } = props;
  const router = useRouter();
  const panel = useRef<HTMLElement>(null);
  // Where the item covers its list, the row that had the focus is gone from the page.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || !activeElement?.checkVisibility()) panel.current?.focus();
  }, []);
  useShortcut({ keys: "escape", label: "Close", run: () => router.replace(closeHref as Route, { scroll: false }) });
  return (
    <section ref={panel} tabIndex={-1} aria-label={title} className="inspector">
      <header className="inspector-head">
        {avatar}
        <div className="min-w-0">
          <h2 className="truncate text-16 leading-[1.25]">{title}</h2>
          {detail && <div className="mt-0.5 flex flex-wrap items-center gap-[7px] text-12 text-ink-2">{detail}</div>}
        </div>
        <div className="ml-auto flex flex-none items-center">
          {position && <span className="data-text mr-2 text-ink-2 max-md:hidden">{position}</span>}
          {previousHref && (
            <IconLink
              label="Previous"
              icon={<ChevronLeft aria-hidden />}
              size="sm"
              href={previousHref}
              replace
              scroll={false}
              className="max-md:hidden"
            />
          )}
          {nextHref && (
            <IconLink
              label="Next"
              icon={<ChevronRight aria-hidden />}
              size="sm"
              href={nextHref}
              replace
              scroll={false}
              className="max-md:hidden"
            />
          )}
          {menu}
          <IconLink label="Close" icon={<X aria-hidden />} size="sm" href={closeHref} replace scroll={false} />
        </div>
      </header>
      {tabs}
      <div className="inspector-body">{children}</div>
      {footer && <footer className="save-bar">{footer}</footer>}
    </section>
  );
}
