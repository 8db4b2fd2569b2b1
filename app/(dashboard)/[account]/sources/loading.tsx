import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Sources" note="Reading sources">
        <Skeleton className="h-field w-[150px] max-md:w-[125px]" />
      </PageHeader>
      <TableSkeleton headers={["Source", "State", "Address"]} lines={2} />
    </Split>
  );
}
