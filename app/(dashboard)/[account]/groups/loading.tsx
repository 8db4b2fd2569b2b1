import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Groups" note="Reading groups">
        <Skeleton className="h-field w-[146px] max-md:w-[121px]" />
      </PageHeader>
      <TableSkeleton headers={["Group", "People", "Made"]} lines={2} />
    </Split>
  );
}
