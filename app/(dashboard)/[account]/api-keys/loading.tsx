import { FilterBarSkeleton } from "@/components/data-table/filter-bar-skeleton";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, Words } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="API keys" note={<Words className="w-32" />}>
        <Skeleton className="h-field w-[132px] max-md:w-[107px]" />
      </PageHeader>
      <TableSkeleton
        headers={["Name", "Owner", "Access", "Last used", "Expires", "Status"]}
        rows={8}
        lines={2}
        bar={<FilterBarSkeleton filters={["Status", "Permission", "Owner"]} />}
      />
    </Split>
  );
}
