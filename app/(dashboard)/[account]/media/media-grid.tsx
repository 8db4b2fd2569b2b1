"use client";

import type { ReactNode } from "react";
import { FilterBar } from "@/components/data-table/filter-bar";
import { NoMatch } from "@/components/data-table/no-match";
import { type Pager, TableFoot } from "@/components/data-table/table-foot";
import type { Address } from "@/components/data-table/use-address";
import { Link } from "@/components/ui/link";
import { Select } from "@/components/ui/select";
import { cn } from "@/lib/cn";
import { detailOf } from "./columns";
import type { MediaRow } from "./item";
import { ItemMenu } from "./item-menu";
import { ItemPicture } from "./item-picture";
import type { Task } from "./tasks/use-tasks";

const SORTS = [
  { value: "name", label: "By name" },
  { value: "-created", label: "Newest first" },
  { value: "created", label: "Oldest first" },
  { value: "-size", label: "Largest first" },
];

type GridProps = {
  account: string;
  address: Address;
  rows: readonly MediaRow[];
  openId?: string;
  search: string;
  pager: Pager;
  empty: ReactNode;
  actions: ReactNode;
  begin: (task: Task) => void;
  hrefOf: (row: MediaRow) => string;
  detailsOf: (row: MediaRow) => string;
};

export function MediaGrid({
  account,
  address,
  rows,
  openId,
  search,
  pager,
  empty,
  actions,
  begin,
  hrefOf,
  detailsOf,
}: GridProps) {
  const searching = address.params.has("q");
  if (rows.length === 0 && !searching && !pager.previous) return empty;
  return (
    <div className="data-table">
      <FilterBar address={address} search={search}>
        <Select
          aria-label="Order"
          options={SORTS}
          value={address.params.get("sort") ?? "name"}
          onChange={(event) => address.change({ sort: event.target.value })}
        />
        {actions}
      </FilterBar>
      <ul
        aria-label="Media"
        aria-busy={address.pending}
        className="grid flex-1 grid-cols-[repeat(auto-fill,minmax(176px,1fr))] content-start gap-5 py-2"
      >
        {rows.map((row) => (
          <li key={row.id} className="min-w-0">
            <Link href={hrefOf(row)} scroll={false} className="block">
              <span className={cn("block aspect-4/3 rounded-control bg-surface-2", row.id === openId && "brackets")}>
                <ItemPicture account={account} row={row} />
              </span>
              <span className="mt-2 block truncate text-13 font-strong">{row.name}</span>
            </Link>
            <span className="flex items-center justify-between gap-2 text-12 text-ink-2">
              <span className="truncate">{detailOf(row)}</span>
              <ItemMenu account={account} row={row} detailsHref={detailsOf(row)} begin={begin} />
            </span>
          </li>
        ))}
      </ul>
      {rows.length === 0 && <NoMatch label="Media" filters={[]} address={address} />}
      <TableFoot address={address} pager={pager} hints={[]} note="Folders first" />
    </div>
  );
}
