import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Words } from "@/components/ui/skeleton";

export default function Loading() {
  return (
    <Split>
      <PageHeader title="Share links" note={<Words className="w-44" />} />
      <TableSkeleton headers={["Link", "Status", "Opened", "Taken", "Passcode", "Ends", "Made"]} rows={8} lines={2} />
    </Split>
  );
}
