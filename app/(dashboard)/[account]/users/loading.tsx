import { FilterBarSkeleton } from "@/components/data-table/filter-bar-skeleton";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, Words } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Users" note={<Words className="w-40" />}>
        <Skeleton className="size-field" />
        <Skeleton className="h-field w-[144px] max-md:w-[119px]" />
      </PageHeader>
      <TableSkeleton
        headers={["Person", "Access", "Last active"]}
        rows={12}
        lines={2}
        selectable
        bar={<FilterBarSkeleton filters={["Role", "Permission", "Status"]} />}
      />
    </Split>
  );
}
