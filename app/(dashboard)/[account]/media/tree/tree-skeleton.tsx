import { Skeleton } from "@/components/ui/skeleton";

const LINES = ["w-24", "w-32", "w-20", "w-28", "w-24", "w-32"];

/** The tree while it is read; closed, it is the width of its button. */
export function TreeSkeleton({ isOpen }: { isOpen: boolean }) {
  if (!isOpen) return <Skeleton className="size-7" />;
  return (
    <>
      <Skeleton className="mx-2 my-2 w-14" />
      {LINES.map((width, line) => (
        <Skeleton key={line} className={`mx-2 my-[10px] ${width}`} />
      ))}
    </>
  );
}
