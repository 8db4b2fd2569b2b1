import { Loading, Skeleton } from "../ui/skeleton";

/** What is open beside the list, while it is read. */
export function InspectorSkeleton() {
  return (
    <section aria-busy className="inspector">
      <Loading />
      <div className="inspector-head">
        <div className="flex-1">
          <Skeleton className="my-1 w-1/2" />
          <Skeleton className="my-1.5 w-1/4" />
        </div>
      </div>
      <Skeleton className="mx-6 mb-3 h-5 w-64" />
      <div className="inspector-body grid content-start gap-4">
        <Skeleton className="h-64" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-3/5" />
      </div>
    </section>
  );
}
