"use client";

import { useSearchParams } from "next/navigation";
import { FilterBarSkeleton } from "@/components/data-table/filter-bar-skeleton";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { InspectorSkeleton } from "@/components/shell/inspector-skeleton";
import { TileGridSkeleton } from "@/components/tile-grid/tile-grid-skeleton";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, Words } from "@/components/ui/skeleton";
import { StripSkeleton } from "../collections/strip-skeleton";
import { TreeSkeleton } from "../tree/tree-skeleton";

/** Trash, New collection, Upload, Upload a folder, New folder. */
const DOORS = ["w-[80px]", "w-[129px]", "w-[114px]", "w-field", "w-[133px] max-md:w-[108px]"];

const FINDER = <Skeleton className="h-field w-80 max-md:w-full" />;
const VIEW_SWITCH = <Skeleton className="h-field w-[119px] max-md:w-[61px]" />;

/** The library while it is read, as the address says: a folder or the start, tiles or rows, with something open beside. */
export function LibrarySkeleton({ treeIsOpen, hasCollections }: { treeIsOpen: boolean; hasCollections: boolean }) {
  const params = useSearchParams();
  const isInside = params.has("folder") || params.has("collection");
  const isStart = !["folder", "collection", "q", "after", "before"].some((name) => params.has(name));
  return (
    <Split inspector={params.has("item") && <InspectorSkeleton />}>
      {isInside && (
        <div className="mb-2 text-13">
          <Words className="w-40" />
        </div>
      )}
      <PageHeader title={isInside ? <Words className="w-44" /> : "Media"} note={<Words className="w-32" />}>
        {DOORS.map((width) => (
          <Skeleton key={width} className={`h-field ${width}`} />
        ))}
      </PageHeader>
      <div className="library" data-tree={treeIsOpen ? "open" : "closed"}>
        <div className="library-tree">
          <TreeSkeleton isOpen={treeIsOpen} />
        </div>
        <div className="library-list">
          {isStart && hasCollections && <StripSkeleton />}
          {params.get("view") === "list" ? (
            <TableSkeleton
              headers={["Name", "Type", "Size", "Added"]}
              rows={12}
              lines={2}
              selectable
              bar={
                <FilterBarSkeleton search={FINDER} filters={["Filter"]}>
                  {VIEW_SWITCH}
                </FilterBarSkeleton>
              }
            />
          ) : (
            <TileGridSkeleton
              tiles={24}
              bar={
                <FilterBarSkeleton search={FINDER} filters={["Filter"]}>
                  <Skeleton className="h-field w-[109px] max-md:w-[124px]" />
                  {VIEW_SWITCH}
                </FilterBarSkeleton>
              }
            />
          )}
        </div>
      </div>
    </Split>
  );
}
