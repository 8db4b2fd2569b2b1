"use client";

import type { ReactNode } from "react";
import { useAddress } from "@/components/data-table/use-address";
import { Inspector } from "@/components/shell/inspector";
import { Tabs } from "@/components/ui/tabs";
import { detailOf } from "../library/columns";
import type { MediaRow } from "../item";
import { ItemMenu } from "../item-menu";
import { useTasks } from "../tasks/use-tasks";
import { useViewer } from "../viewer/use-viewer";
import { type ItemTab, TAB_LABELS } from "./tabs";

type Props = {
  account: string;
  row: MediaRow;
  tabs: readonly ItemTab[];
  tab: ItemTab;
  children: ReactNode;
};

export function ItemInspector({ account, row, tabs, tab, children }: Props) {
  const address = useAddress();
  const { begin, dialogs } = useTasks(account);
  const { viewer, look } = useViewer({ account, rows: [row] });
  const hrefOf = (to: ItemTab) => address.hrefHere({ item: row.id, tab: to === "details" ? null : to });
  return (
    <>
      <Inspector
        title={row.name}
        detail={detailOf(row)}
        closeHref={address.hrefHere({ item: null, tab: null })}
        menu={<ItemMenu account={account} row={row} detailsHref={hrefOf("details")} begin={begin} look={look} />}
        tabs={
          <Tabs
            label={`About ${row.name}`}
            items={tabs.map((one) => ({ href: hrefOf(one), label: TAB_LABELS[one], current: one === tab }))}
          />
        }
      >
        {children}
      </Inspector>
      {dialogs}
      {viewer}
    </>
  );
}
