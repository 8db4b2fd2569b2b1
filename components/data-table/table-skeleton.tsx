import type { ReactNode } from "react";
import { Loading, Skeleton } from "../ui/skeleton";
import { FilterBarSkeleton } from "./filter-bar-skeleton";

const WIDTHS = ["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2"];

/** The table's own geometry with bars for words: nothing moves when the rows arrive. */
export function TableSkeleton({
  headers,
  rows = 10,
  lines = 1,
  selectable = false,
  bar = <FilterBarSkeleton search={null} />,
}: {
  headers: readonly string[];
  rows?: number;
  lines?: 1 | 2;
  selectable?: boolean;
  /** A `FilterBarSkeleton`; of a list without search and filters it can be left out. */
  bar?: ReactNode;
}) {
  return (
    <div className="data-table" aria-busy>
      <Loading />
      {bar}
      <div className="ledger">
        <table aria-hidden data-lines={lines} data-selectable={selectable}>
          <thead>
            <tr>
              {selectable && <th scope="col" />}
              {headers.map((header) => (
                <th key={header} scope="col" className="max-md:nth-[n+4]:hidden">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, row) => (
              <tr key={row}>
                {selectable && <td />}
                {headers.map((header, column) => (
                  <td key={header} className="max-md:nth-[n+4]:hidden">
                    <Skeleton className={WIDTHS[(row + column) % WIDTHS.length]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="table-foot" />
    </div>
  );
}
