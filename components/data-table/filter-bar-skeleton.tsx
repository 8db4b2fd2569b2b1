import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Skeleton } from "../ui/skeleton";

/**
 * What stands above a list, as it wraps: the search, a chip for each filter by its name, further doors, and the view button
 * that every list has.
 */
export function FilterBarSkeleton({
  search = <Skeleton className="h-field w-[196px] max-md:w-full" />,
  filters = [],
  children,
}: {
  search?: ReactNode;
  filters?: readonly string[];
  children?: ReactNode;
}) {
  return (
    <div aria-hidden className="filter-bar">
      {search}
      {filters.map((filter) => (
        <span key={filter} className="chip">
          <Plus /> {filter}
        </span>
      ))}
      <span className="ml-auto flex gap-2">
        {children}
        <Skeleton className="size-field" />
      </span>
    </div>
  );
}
