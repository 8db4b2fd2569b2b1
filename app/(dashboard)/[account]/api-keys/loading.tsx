import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="API keys" note={<Skeleton className="my-1 w-44" />}>
        <Skeleton className="h-field w-[134px]" />
      </PageHeader>
      <TableSkeleton headers={["Name", "Owner", "Access", "Last used", "Expires", "Status"]} rows={8} lines={2} />
    </Split>
  );
}
