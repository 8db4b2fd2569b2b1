import { FilterBarSkeleton } from "@/components/data-table/filter-bar-skeleton";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, Words } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Audit log" note={<Words className="w-[258px]" />}>
        <Skeleton className="h-field w-[82px]" />
        <Skeleton className="size-field" />
      </PageHeader>
      <TableSkeleton
        headers={["Who", "What", "On", "From", "When"]}
        lines={2}
        bar={
          <FilterBarSkeleton filters={["About", "When"]}>
            <Skeleton className="h-[28px] w-[72px]" />
          </FilterBarSkeleton>
        }
      />
    </Split>
  );
}
