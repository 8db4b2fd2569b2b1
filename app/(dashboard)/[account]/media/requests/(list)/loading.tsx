import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, Words } from "@/components/ui/skeleton";

export default function RequestsLoading() {
  return (
    <div className="page page-form">
      <Loading />
      <div className="mb-2 text-13">
        <Words className="w-28" />
      </div>
      <PageHeader title="Requests for access" note="Whoever asked is told your answer by mail" />
      <Skeleton className="h-[143px]" />
    </div>
  );
}
