import { Menu } from "lucide-react";
import type { ReactNode } from "react";
import { Overlays } from "../overlay/overlays";
import { Shortcuts } from "../shortcuts/shortcuts";
import { IconButton } from "../ui/button";
import { type NavGroup, RailNav } from "./rail-nav";

interface AppShellProps {
  /** Account switcher, at the top of the rail. */
  account: ReactNode;
  /** The field that opens the command palette. */
  search?: ReactNode;
  groups: readonly NavGroup[];
  /** Above the person, such as a seat meter. */
  meter?: ReactNode;
  me: ReactNode;
  /** Left end of the top bar. */
  breadcrumb?: ReactNode;
  /** Right end of the top bar: notifications, theme, help, in this order on every page. */
  tools?: ReactNode;
  /** The person's choice whether single-letter shortcuts work. */
  singleKeys?: boolean;
  children: ReactNode;
}

/** Rail, top bar and page. The rail shrinks to icons under 1180 pixels and becomes a drawer under 720. */
export function AppShell(props: AppShellProps) {
  const { account, search, groups, meter, me, breadcrumb, tools, singleKeys, children } = props;
  return (
    <div className="shell">
      <aside id="rail" className="rail" popover="auto" aria-label="Navigation">
        {account}
        {search}
        <RailNav groups={groups} />
        <div className="rail-foot">
          {meter && <div className="rail-meter">{meter}</div>}
          {me}
        </div>
      </aside>
      <div className="shell-page">
        <div className="topbar">
          <IconButton
            label="Open navigation"
            icon={<Menu aria-hidden />}
            className="-ml-2 md:hidden"
            popoverTarget="rail"
          />
          {breadcrumb}
          <div className="ml-auto flex items-center gap-1">{tools}</div>
        </div>
        <main id="main" tabIndex={-1} className="main">
          {children}
        </main>
      </div>
      <Overlays />
      <Shortcuts singleKeys={singleKeys} />
    </div>
  );
}
