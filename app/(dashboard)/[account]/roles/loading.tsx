import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Roles" note="Six are built in and never change; add your own beside them">
        <Skeleton className="h-field w-[135px] max-md:w-[110px]" />
      </PageHeader>
      <TableSkeleton headers={["Role", "Access", "People"]} rows={6} lines={2} />
    </Split>
  );
}
