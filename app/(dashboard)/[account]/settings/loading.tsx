import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <div className="page page-form">
      <Loading />
      <PageHeader title="Settings" note="They apply to everyone in the account" />
      <div className="grid gap-5">
        <Skeleton className="h-[288px]" />
        <Skeleton className="h-[368px] max-md:h-[400px]" />
        <Skeleton className="h-[217px] max-md:h-[233px]" />
        <Skeleton className="h-[298px]" />
        <Skeleton className="h-[269px]" />
        <Skeleton className="h-[132px] max-md:h-[182px]" />
      </div>
    </div>
  );
}
