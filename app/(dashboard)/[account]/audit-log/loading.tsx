import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Audit log" note="Reading the log" />
      <TableSkeleton headers={["Who", "What", "On", "From", "When"]} lines={2} />
    </Split>
  );
}
