import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, Words } from "@/components/ui/skeleton";

export default function AnalyticsLoading() {
  return (
    <div className="page page-chart">
      <Loading />
      <PageHeader title="Analytics" note={<Words className="w-[355px] max-w-full" />}>
        <Skeleton className="h-field w-[87px]" />
      </PageHeader>
      <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3">
        <Skeleton className="h-[32px] w-[236px] max-md:w-[204px]" />
        <Skeleton className="h-[28px] w-[72px]" />
        <Skeleton className="h-field w-[142px] max-md:w-full" />
        <Skeleton className="h-[20px] w-[151px]" />
        <Skeleton className="h-[20px] w-[92px]" />
      </div>
      <div className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2 lg:grid-cols-4">
        {[1, 2, 3, 4].map((figure) => (
          <Skeleton key={figure} className="h-[123px]" />
        ))}
      </div>
      <Skeleton className="mt-3 h-[383px] max-md:h-[426px]" />
    </div>
  );
}
