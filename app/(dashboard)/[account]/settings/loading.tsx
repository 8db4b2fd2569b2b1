import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function SettingsLoading() {
  return (
    <div className="page page-form">
      <Loading />
      <PageHeader title="Settings" note="They apply to everyone in the account" />
      <div className="grid gap-5">
        <Skeleton className="h-[280px]" />
        <Skeleton className="h-[390px]" />
        <Skeleton className="h-[210px]" />
        <Skeleton className="h-[330px]" />
        <Skeleton className="h-[230px]" />
        <Skeleton className="h-[130px]" />
      </div>
    </div>
  );
}
