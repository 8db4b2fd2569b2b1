import { Skeleton } from "@/components/ui/skeleton";

/** The collections' own geometry. */
export const StripSkeleton = () => (
  <div className="mb-5">
    <h2 className="label-text mb-2">Collections</h2>
    <div className="flex gap-2 overflow-hidden">
      {["w-40", "w-48", "w-36"].map((width) => (
        <Skeleton key={width} className={`h-[46px] shrink-0 ${width}`} />
      ))}
    </div>
  </div>
);
