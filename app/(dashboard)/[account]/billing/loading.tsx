import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function BillingLoading() {
  return (
    <Split>
      <Loading />
      <PageHeader title="Billing" note="Prices are for a month, without tax; days are those of UTC" />
      <div className="grid max-w-[860px] gap-5">
        <Skeleton className="h-[313px] max-md:h-[329px]" />
        <Skeleton className="h-[103px] max-md:h-[119px]" />
        <Skeleton className="h-[490px] max-md:h-[587px]" />
        <Skeleton className="h-[520px] max-md:h-[677px]" />
      </div>
    </Split>
  );
}
