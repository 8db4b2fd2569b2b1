"use client";

import { X } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { eventColumns, eventFilters, type EventRow } from "./columns";
import { DatesButton } from "../dates-button";

/** Filters that other pages and the inspector set; each can be taken away here. */
const NARROWED = {
  actor: "By one person",
  about: "About one thing",
  target: "On one thing",
  key: "By one key",
} as const;

export function EventsTable({ rows, currentId, pager }: { rows: EventRow[]; currentId?: string; pager: Pager }) {
  const address = useAddress();
  const narrowed = Object.entries(NARROWED).filter(([param]) => address.params.has(param));
  return (
    <DataTable
      label="Events"
      rows={rows}
      columns={eventColumns}
      rowId={(row) => row.id}
      rowName={(row) => `${row.label}, ${row.target}`}
      rowHref={(row) => address.hrefHere({ event: row.id })}
      currentId={currentId}
      lines={2}
      search="Person, thing or action"
      filters={eventFilters}
      actions={
        <>
          {narrowed.map(([param, label]) => (
            <Button key={param} size="sm" icon={<X aria-hidden />} onClick={() => address.change({ [param]: null })}>
              {label}
            </Button>
          ))}
          <DatesButton address={address} clears="period" />
        </>
      }
      note="Newest first"
      pager={pager}
      empty={
        <EmptyState title="Nothing has happened yet">
          Every change of access will stand here: who, what, when and from where.
        </EmptyState>
      }
    />
  );
}
