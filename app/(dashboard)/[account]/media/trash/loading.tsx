import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Trash" note="Reading what was deleted" />
      <TableSkeleton headers={["Name", "Kind", "Deleted by", "Deleted"]} searchable={false} />
    </Split>
  );
}
