import { FilterBarSkeleton } from "@/components/data-table/filter-bar-skeleton";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton, Words } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Share links" note={<Words className="w-32" />}>
        <Skeleton className="h-field w-[124px]" />
      </PageHeader>
      <TableSkeleton
        headers={["Link", "Status", "Opened", "Taken", "Passcode", "Ends", "Made"]}
        rows={8}
        lines={2}
        bar={<FilterBarSkeleton filters={["Status"]} />}
      />
    </Split>
  );
}
