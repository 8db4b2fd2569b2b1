import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Media" note={<Skeleton className="my-1 w-32" />} />
      <TableSkeleton headers={["Name", "Type", "Size", "Added"]} rows={12} lines={2} />
    </Split>
  );
}
