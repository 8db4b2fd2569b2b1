"use client";

import { FolderInput, Trash2 } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import type { FileRow, FolderRow, Person } from "@/lib/media/queries/rows";
import { folderHref } from "./addresses";
import { mediaColumns } from "./columns";
import type { MediaRow } from "./item";
import { MediaGrid } from "./media-grid";
import { NothingHere } from "./nothing-here";
import { useTasks } from "./tasks/use-tasks";
import { ViewSwitch } from "./view-switch";

export type MediaView = "grid" | "list";

export type MediaListProps = {
  account: string;
  folders: FolderRow[];
  files: FileRow[];
  pager: Pager;
  /** Why the search means nothing. */
  problem: string | null;
  askable: Person[];
  view: MediaView;
  canAdd: boolean;
  openId?: string;
};

/** Folders first, then files, as tiles or as a ledger; the address says which. */
export function MediaList({ account, folders, files, pager, problem, askable, view, canAdd, openId }: MediaListProps) {
  const address = useAddress();
  const { begin, dialog } = useTasks(account);
  const rows: MediaRow[] = [...folders, ...files];
  const detailsOf = (row: MediaRow) => address.href({ item: row.id, after: address.params.get("after") });
  const hrefOf = (row: MediaRow) =>
    row.kind === "folder" ? `${folderHref(account, row.id)}${view === "list" ? "&view=list" : ""}` : detailsOf(row);
  const shared = {
    search: "Name, or type:image tag:press",
    pager,
    empty: <NothingHere askable={askable} canAdd={canAdd} />,
    actions: <ViewSwitch view={view} onChange={(next) => address.change({ view: next === "list" ? next : null })} />,
  };
  return (
    <>
      {problem && (
        <Callout tone="amber" role="status" className="mb-3">
          {problem}
        </Callout>
      )}
      {view === "grid" ? (
        <MediaGrid
          {...shared}
          account={account}
          address={address}
          rows={rows}
          openId={openId}
          begin={begin}
          hrefOf={hrefOf}
          detailsOf={detailsOf}
        />
      ) : (
        <DataTable
          {...shared}
          label="Media"
          rows={rows}
          columns={mediaColumns({ account, begin, hrefOf, detailsOf })}
          rowId={(row) => row.id}
          rowName={(row) => row.name}
          rowHref={hrefOf}
          currentId={openId}
          lines={2}
          note="Folders first"
          bulk={
            rows.some((row) => row.can.move || row.can.delete)
              ? (selected, clear) => (
                  <>
                    {selected.every((row) => row.can.move) && (
                      <Button
                        size="sm"
                        icon={<FolderInput aria-hidden />}
                        onClick={() => begin({ kind: "move", rows: selected })}
                      >
                        Move to…
                      </Button>
                    )}
                    {selected.every((row) => row.can.delete) && (
                      <Button
                        size="sm"
                        icon={<Trash2 aria-hidden />}
                        onClick={() => {
                          begin({ kind: "delete", rows: selected });
                          clear();
                        }}
                      >
                        Delete
                      </Button>
                    )}
                  </>
                )
              : undefined
          }
        />
      )}
      {dialog}
    </>
  );
}
