"use client";

import { Eraser } from "lucide-react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import { formatNumber } from "@/lib/format";
import type { PurgeRow } from "@/lib/purge/queries/list-purges";
import { ForwardingTag, StatusTag } from "./status-tag";

type Props = { rows: readonly PurgeRow[]; currentId?: string; pager: Pager };

export function PurgesTable({ rows, currentId, pager }: Props) {
  const address = useAddress();
  const hrefOf = (row: PurgeRow) => address.hrefHere({ purge: row.id, lines: null });
  const columns: Column<PurgeRow>[] = [
    {
      id: "what",
      header: "Purged",
      fixed: true,
      cell: (row) => (
        <span className="grid min-w-0">
          <Link href={hrefOf(row)} replace scroll={false} className="truncate font-strong">
            {row.first}
            {row.lines > 1 && ` and ${row.lines - 1} more`}
          </Link>
          <span className="truncate text-12 text-ink-2">{row.reason || "No reason given"}</span>
        </span>
      ),
    },
    { id: "who", header: "By", from: "md", cell: (row) => row.createdBy },
    { id: "matched", header: "Matched", align: "end", from: "md", cell: (row) => formatNumber(row.matched, "en") },
    {
      id: "state",
      header: "State",
      cell: (row) => (
        <span className="flex flex-wrap gap-1">
          <StatusTag status={row.status} />
          {row.forwarding && <ForwardingTag forwarding={row.forwarding} />}
        </span>
      ),
    },
    {
      id: "when",
      header: "When",
      align: "end",
      className: "whitespace-nowrap",
      cell: (row) => <Time value={row.createdAt} />,
    },
  ];
  return (
    <DataTable
      label="Purges"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.first}
      rowHref={hrefOf}
      currentId={currentId}
      lines={2}
      note="Newest first"
      pager={pager}
      empty={
        <EmptyState
          icon={<Eraser aria-hidden />}
          title="Nothing has been purged yet"
          example={<CodeBlock samples={[{ label: "cURL", code: SAMPLE }]} />}
        >
          Each purge stands here with who asked for it, why, and what its addresses answered afterwards. Deleting or
          replacing a file needs none: its results go by themselves.
        </EmptyState>
      }
    />
  );
}

const SAMPLE = `curl -X POST "$APERTURE_URL/api/v1/purges" \\
  -H "Authorization: Bearer $APERTURE_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "tag": "launch", "reason": "New retouch" }'`;
