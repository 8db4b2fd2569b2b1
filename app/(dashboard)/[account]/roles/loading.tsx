import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Roles" note="Reading roles" />
      <TableSkeleton headers={["Role", "Access", "People"]} rows={6} lines={2} searchable={false} />
    </Split>
  );
}
