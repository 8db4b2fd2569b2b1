import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { Loading, Skeleton, Words } from "@/components/ui/skeleton";

export default function PreviewLoading() {
  return (
    <Split>
      <Loading />
      <Skeleton className="mb-5 h-[42px] w-full" />
      <div className="mb-2 text-13">
        <Words className="w-40" />
      </div>
      <PageHeader title={<Words className="w-44" />} note={<Words className="w-32" />} />
      <div className="seen-layout" aria-hidden>
        <div className="tile-grid">
          {Array.from({ length: 12 }, (_, tile) => (
            <Skeleton key={tile} className="tile-picture h-auto" />
          ))}
        </div>
      </div>
    </Split>
  );
}
