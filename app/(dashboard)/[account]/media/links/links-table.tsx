"use client";

import { useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { Button } from "@/components/ui/button";
import { LINK_STATUSES } from "@/lib/share-links/input";
import type { LinkRow } from "@/lib/share-links/queries/link-rows";
import { isOver, LINK_STATUS_LABELS } from "../share/link-status";
import { openLinkHref } from "./addresses";
import { changeLinks } from "./change-links";
import { columnsFor, nameOf } from "./columns";

const FILTERS = [
  {
    param: "status",
    label: "Status",
    single: true,
    options: LINK_STATUSES.map((value) => ({ value, label: LINK_STATUS_LABELS[value] })),
  },
];

type Props = { account: string; rows: readonly LinkRow[]; pager: Pager; openId?: string; empty: ReactNode };

export function LinksTable({ account, rows, pager, openId, empty }: Props) {
  const params = useSearchParams();
  const hrefOf = (row: LinkRow) => openLinkHref(account, new URLSearchParams(params), row.id);
  return (
    <DataTable
      label="Links"
      rows={rows}
      columns={columnsFor(hrefOf, openId !== undefined)}
      rowId={(row) => row.id}
      rowName={nameOf}
      rowHref={hrefOf}
      currentId={openId}
      isOff={(row) => isOver(row.status)}
      lines={2}
      search="For whom, or the thing"
      filters={FILTERS}
      bulk={(selected, clear) => <BulkButtons account={account} selected={selected} clear={clear} />}
      note="Newest first"
      pager={pager}
      empty={empty}
    />
  );
}

function BulkButtons({ account, selected, clear }: { account: string; selected: LinkRow[]; clear: () => void }) {
  const [over, open] = [
    selected.filter(({ status }) => isOver(status)),
    selected.filter(({ status }) => !isOver(status)),
  ];
  const change = (verb: "revoke" | "restore", rows: LinkRow[]) => () => {
    clear();
    void changeLinks(
      verb,
      account,
      rows.map(({ id }) => id),
    );
  };
  return (
    <>
      {open.length > 0 && (
        <Button size="sm" onClick={change("revoke", open)}>
          Revoke
        </Button>
      )}
      {over.length > 0 && (
        <Button size="sm" onClick={change("restore", over)}>
          Restore
        </Button>
      )}
    </>
  );
}
