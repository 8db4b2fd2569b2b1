import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Groups" note="Reading groups" />
      <TableSkeleton headers={["Group", "People", "Made"]} lines={2} searchable={false} />
    </Split>
  );
}
