"use client";

import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import type { SourceRow } from "@/lib/sources/queries/list-sources";
import { sourceHref } from "./addresses";
import { StatusTag } from "./status-tag";
import { TypeIcon } from "./type-icon";

type SourceListRow = Omit<SourceRow, "createdAt" | "deployedAt"> & {
  deployedAt: string | null;
  /** Null for those who may see no figures. */
  requests: number | null;
};

const COLUMNS: Column<SourceListRow>[] = [
  { id: "status", header: "State", cell: (row) => <State row={row} /> },
  { id: "address", header: "Address", from: "md", cell: (row) => <Address address={row.address} /> },
];

const requestsOf = (days: number): Column<SourceListRow> => ({
  id: "requests",
  header: `Requests, ${days} days`,
  align: "end",
  from: "md",
  cell: ({ requests }) => formatNumber(requests ?? 0, "en"),
});

type Props = {
  account: string;
  rows: SourceListRow[];
  /** That requests are told of; null for those who may see no figures. */
  days: number | null;
  currentId?: string;
};

export function SourcesTable({ account, rows, days, currentId }: Props) {
  const hrefOf = (row: SourceListRow) => sourceHref(account, row.id);
  return (
    <DataTable
      label="Sources"
      rows={rows}
      columns={[
        { id: "name", header: "Source", fixed: true, cell: (row) => <Name row={row} href={hrefOf(row)} /> },
        ...COLUMNS,
        ...(days === null ? [] : [requestsOf(days)]),
      ]}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      rowHref={hrefOf}
      currentId={currentId}
      isOff={(row) => row.status === "disabled"}
      lines={2}
      note="By name"
      empty={null}
    />
  );
}

function Name({ row, href }: { row: SourceListRow; href: string }) {
  return (
    <span className="flex items-center gap-3">
      <span className="avatar avatar-square" aria-hidden>
        <TypeIcon type={row.type} />
      </span>
      <Link href={href} replace scroll={false} className="block min-w-0 max-w-[44vw] font-strong md:max-w-[280px]">
        <span className="block truncate">{row.name}</span>
        <span className="block truncate text-12 font-normal text-ink-3">{row.typeLabel}</span>
      </Link>
    </span>
  );
}

function State({ row: { status, deployment, hasDraft, deployedAt } }: { row: SourceListRow }) {
  return (
    <>
      <span className="flex flex-wrap gap-1">
        <StatusTag status={status} />
        {hasDraft && <Tag tone="amber">Draft</Tag>}
      </span>
      <span className="mt-0.5 block text-12 text-ink-3">
        {deployment === null ? "Delivers nothing yet" : `Number ${deployment}`}
        {deployment !== null && deployedAt && (
          <span className="max-md:hidden">
            , <Time value={deployedAt} />
          </span>
        )}
      </span>
    </>
  );
}

const Address = ({ address }: { address: string }) => (
  <code className="data-text block max-w-[320px] truncate text-ink-2">{address.replace(/^https?:\/\//, "")}</code>
);
