import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function PurgeLoading() {
  return (
    <Split>
      <PageHeader title="Purge" note="What is purged is made anew the next time it is asked for, on every server" />
      <div className="@container">
        <div className="grid grid-cols-1 items-start gap-5 @min-[760px]:grid-cols-[minmax(0,1fr)_320px]">
          <Skeleton className="h-[385px] max-md:h-[471px]" />
          <div className="grid gap-5">
            <Skeleton className="h-[167px]" />
            <Skeleton className="h-[144px]" />
          </div>
        </div>
      </div>
      <h2 className="mt-8 mb-3 text-16">History</h2>
      <TableSkeleton headers={["Purged", "By", "Matched", "State", "When"]} lines={2} />
    </Split>
  );
}
