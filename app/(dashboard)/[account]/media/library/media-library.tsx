"use client";

import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { FilterBar } from "@/components/data-table/filter-bar";
import { NoMatch } from "@/components/data-table/no-match";
import { SelectionBar } from "@/components/data-table/selection-bar";
import { TableFoot } from "@/components/data-table/table-foot";
import { useAddress } from "@/components/data-table/use-address";
import { useTileSelection } from "@/components/tile-grid/use-tile-selection";
import { ViewMenu } from "@/components/data-table/view-menu";
import { TileGrid } from "@/components/tile-grid/tile-grid";
import { Select } from "@/components/ui/select";
import { formatCount } from "@/lib/format";
import type { FilesSearch } from "@/lib/media/input/search";
import type { Field } from "@/lib/media/queries/fields";
import type { FilesPage } from "@/lib/media/queries/list-files";
import type { CollectionRow, FolderRow, Person } from "@/lib/media/queries/rows";
import { folderHref } from "../addresses";
import { isFile, type MediaRow } from "../item";
import { ItemMenu } from "../item-menu";
import { MediaFinder } from "../search/media-finder";
import { useTasks } from "../tasks/use-tasks";
import { useViewer } from "../viewer/use-viewer";
import { mediaColumns } from "./columns";
import { mediaKeys } from "./media-keys";
import { NothingHere } from "./nothing-here";
import { SelectionActions } from "./selection-actions";
import { Tile } from "./tile";
import { useMoveByDrag } from "./use-move-by-drag";
import { useMoreFiles } from "./use-more-files";
import { ViewSwitch } from "./view-switch";

export type MediaView = "grid" | "list";

type MediaLibraryProps = {
  account: string;
  readerId: string;
  /** Where the files are looked for, and in which order. */
  search: FilesSearch;
  folders: FolderRow[];
  files: FilesPage;
  fields: Field[];
  collection: CollectionRow | null;
  askable: Person[];
  view: MediaView;
  canAdd: boolean;
  openId?: string;
};

const SORTS = [
  { value: "name", label: "By name" },
  { value: "-created", label: "Newest first" },
  { value: "created", label: "Oldest first" },
  { value: "-size", label: "Largest first" },
];

/** Folders first, then files, as tiles or as a ledger; the address says which. */
export function MediaLibrary(props: MediaLibraryProps) {
  const { account, readerId, search, folders, files, fields, collection, askable, view, canAdd, openId } = props;
  const address = useAddress();
  const { begin, dialogs } = useTasks(account);
  const isGrid = view === "grid";
  const further = useMoreFiles({ account, readerId, search, first: files });
  const shown = isGrid ? further.rows : files.rows;
  const rows = useMemo<MediaRow[]>(() => [...folders, ...shown], [folders, shown]);
  const { viewer, look } = useViewer({ account, rows, readMore: further.readMore });
  const selection = useTileSelection(rows, rowId);
  const drag = useMoveByDrag({ rows, onMove: (moved, folder) => begin({ kind: "moveInto", rows: moved, folder }) });

  const detailsOf = (row: MediaRow) => address.hrefHere({ item: row.id });
  const hrefOf = (row: MediaRow) =>
    row.kind === "folder" ? `${folderHref(account, row.id)}${isGrid ? "" : "&view=list"}` : detailsOf(row);
  const menuOf = (row: MediaRow) => (
    <ItemMenu account={account} row={row} detailsHref={detailsOf(row)} begin={begin} look={look} />
  );
  const finder = <MediaFinder account={account} address={address} fields={fields} problem={files.problem} />;
  const viewSwitch = (
    <ViewSwitch view={view} onChange={(next) => address.change({ view: next === "list" ? next : null })} />
  );
  const empty = <NothingHere askable={askable} canAdd={canAdd} isCollection={collection !== null} />;
  const keys = mediaKeys({ rows, begin, look });
  const actionsFor = (selected: MediaRow[], clear: () => void) => (
    <SelectionActions
      account={account}
      rows={selected}
      collection={collection}
      hasFields={fields.length > 0}
      begin={begin}
      clear={clear}
    />
  );

  if (!isGrid)
    return (
      <>
        <DataTable
          label="Media"
          rows={rows}
          columns={mediaColumns({ account, hrefOf, menuOf })}
          rowId={rowId}
          rowName={(row) => row.name}
          rowHref={hrefOf}
          currentId={openId}
          lines={2}
          finder={finder}
          actions={viewSwitch}
          rowKeys={keys}
          drag={drag}
          bulk={actionsFor}
          note="Folders first"
          pager={{ next: files.nextCursor, previous: files.previousCursor }}
          empty={empty}
        />
        {dialogs}
        {viewer}
      </>
    );
  const { selected } = selection;
  return (
    <>
      {rows.length === 0 && !search.q ? (
        empty
      ) : (
        <div className="data-table">
          {selected.length > 0 ? (
            <SelectionBar count={selected.length} clear={selection.clear}>
              {actionsFor(selected, selection.clear)}
            </SelectionBar>
          ) : (
            <FilterBar address={address} finder={finder}>
              <Select
                aria-label="Order"
                options={SORTS}
                value={search.sort}
                onChange={(event) => address.change({ sort: event.target.value })}
              />
              {viewSwitch}
              <ViewMenu columns={[]} shown={[]} onToggle={() => undefined} />
            </FilterBar>
          )}
          {rows.length > 0 && (
            <TileGrid
              label="Media"
              place={further.place}
              rows={rows}
              rowId={rowId}
              rowName={(row) => row.name}
              rowHref={hrefOf}
              tile={(row) => <Tile account={account} row={row} />}
              menu={menuOf}
              openId={openId}
              opensHere={isFile}
              onMove={(row) => isFile(row) && address.go(detailsOf(row))}
              selection={selection}
              keys={keys}
              drag={drag}
              busy={address.pending}
              onEnd={further.readMore}
            />
          )}
          {rows.length === 0 && <NoMatch label="Media" filters={[]} address={address} />}
          <TableFoot
            address={address}
            hints={HINTS}
            note={further.isReading ? "Reading more…" : further.hasMore && formatCount(rows.length, SHOWN)}
          />
        </div>
      )}
      {dialogs}
      {viewer}
    </>
  );
}

const rowId = ({ id }: MediaRow) => id;

const SHOWN = { one: "shown, more below", other: "shown, more below" };

const HINTS = [
  { keys: "x", label: "select" },
  { keys: "space", label: "look" },
  { keys: "enter", label: "open" },
  { keys: "?", label: "all keys" },
];
