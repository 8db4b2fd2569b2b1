import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function PurgeLoading() {
  return (
    <Split>
      <Loading />
      <PageHeader title="Purge" note="What is purged is made anew the next time it is asked for, on every server" />
      <div className="@container">
        <div className="grid grid-cols-1 items-start gap-5 @min-[760px]:grid-cols-[minmax(0,1fr)_320px]">
          <Skeleton className="h-[470px]" />
          <div className="grid gap-5">
            <Skeleton className="h-[180px]" />
            <Skeleton className="h-[170px]" />
          </div>
        </div>
      </div>
      <Skeleton className="mt-8 h-[240px]" />
    </Split>
  );
}
