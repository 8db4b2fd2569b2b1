import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Users" note={<Skeleton className="my-1 w-44" />}>
        <Skeleton className="h-field w-[186px]" />
      </PageHeader>
      <TableSkeleton headers={["Person", "Access", "Last active"]} rows={12} lines={2} selectable />
    </Split>
  );
}
