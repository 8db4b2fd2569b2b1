"use client";

import { ReceiptText } from "lucide-react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { Invoice } from "@/lib/billing/queries/invoice-rows";
import { StatusTag } from "./status-tag";

type Props = { rows: readonly Invoice[]; currentId?: string; pager: Pager };

export function InvoicesTable({ rows, currentId, pager }: Props) {
  const address = useAddress();
  const hrefOf = (row: Invoice) => address.hrefHere({ invoice: row.id });
  const columns: Column<Invoice>[] = [
    {
      id: "number",
      header: "Number",
      fixed: true,
      cell: (row) => (
        <Link href={hrefOf(row)} replace scroll={false} className="data-text font-strong">
          {row.number}
        </Link>
      ),
    },
    { id: "issued", header: "Issued", cell: (row) => <Time value={row.issuedAt} as="date" /> },
    {
      id: "due",
      header: "Due",
      from: "md",
      cell: (row) => (row.kind === "invoice" ? <Time value={row.dueAt} as="date" /> : null),
    },
    { id: "total", header: "Total", align: "end", cell: (row) => <Money minor={row.total} currency={row.currency} /> },
    { id: "status", header: "Status", cell: (row) => <StatusTag status={row.status} /> },
  ];
  return (
    <DataTable
      label="Invoices"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.number}
      rowHref={hrefOf}
      currentId={currentId}
      note="Newest first"
      pager={pager}
      empty={
        <EmptyState icon={<ReceiptText aria-hidden />} title="No invoice yet">
          The first one comes with the first plan that costs something. It is mailed, and stands here as PDF.
        </EmptyState>
      }
    />
  );
}
