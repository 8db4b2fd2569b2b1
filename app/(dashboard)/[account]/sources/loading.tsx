import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Sources" note="Reading sources" />
      <TableSkeleton headers={["Source", "State", "Address"]} lines={2} searchable={false} />
    </Split>
  );
}
