import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function BillingLoading() {
  return (
    <Split>
      <Loading />
      <PageHeader title="Billing" note="Prices are for a month, without tax; days are those of UTC" />
      <div className="grid max-w-[860px] gap-5">
        <Skeleton className="h-[270px]" />
        <Skeleton className="h-[120px]" />
        <Skeleton className="h-[360px]" />
        <Skeleton className="h-[420px]" />
      </div>
    </Split>
  );
}
