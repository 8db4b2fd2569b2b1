import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function AnalyticsLoading() {
  return (
    <div className="page page-chart">
      <Loading />
      <PageHeader title="Analytics" note={<Skeleton className="w-72" />} />
      <Skeleton className="mb-4 h-9 w-full max-w-3xl" />
      <div className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2 lg:grid-cols-4">
        {[1, 2, 3, 4].map((figure) => (
          <Skeleton key={figure} className="h-[142px]" />
        ))}
      </div>
      <Skeleton className="mt-3 h-[398px]" />
    </div>
  );
}
