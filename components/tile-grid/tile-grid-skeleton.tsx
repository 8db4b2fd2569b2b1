import type { ReactNode } from "react";
import { Loading, Skeleton, Words } from "../ui/skeleton";

/** The grid's own geometry with blanks for pictures and bars for words: nothing moves when the tiles arrive. */
export function TileGridSkeleton({ tiles, bar }: { tiles: number; bar: ReactNode }) {
  return (
    <div className="data-table" aria-busy>
      <Loading />
      {bar}
      <div aria-hidden className="tile-grid">
        {Array.from({ length: tiles }, (_, tile) => (
          <div key={tile} className="tile">
            <Skeleton className="tile-picture h-auto" />
            <span className="mt-2 block text-13">
              <Words className="w-2/3" />
            </span>
            <span className="block text-12">
              <Words className="w-1/3" />
            </span>
          </div>
        ))}
      </div>
      <div className="table-foot" />
    </div>
  );
}
