import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { TRASH_DAYS } from "@/lib/media/rules/limits";

export default function TrashLoading() {
  return (
    <Split>
      <Skeleton className="mb-2 h-[19px] w-28" />
      <PageHeader title="Trash" note={`What is deleted can be restored for ${TRASH_DAYS} days`} />
      <TableSkeleton headers={["Name", "Kind", "Deleted by", "Deleted", "Gone for good"]} searchable={false} />
    </Split>
  );
}
