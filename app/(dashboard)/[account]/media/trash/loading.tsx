import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Words } from "@/components/ui/skeleton";
import { TRASH_DAYS } from "@/lib/media/rules/limits";

export default function TrashLoading() {
  return (
    <Split>
      <div className="mb-2 text-13">
        <Words className="w-28" />
      </div>
      <PageHeader title="Trash" note={`What is deleted can be restored for ${TRASH_DAYS} days`} />
      <TableSkeleton headers={["Name", "Kind", "Deleted by", "Deleted", "Gone for good"]} />
    </Split>
  );
}
