import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, Words } from "@/components/ui/skeleton";

export default function NewRequestLoading() {
  return (
    <div className="page page-form">
      <Loading />
      <div className="mb-2 text-13">
        <Words className="w-36" />
      </div>
      <PageHeader
        title="Ask for access"
        note="If there is such a folder, those who manage it get a mail and can answer"
      />
      <div className="grid gap-4">
        <Skeleton className="h-[60px]" />
        <Skeleton className="h-[130px]" />
        <Skeleton className="h-field w-40" />
      </div>
    </div>
  );
}
