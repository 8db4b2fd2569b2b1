import { Loading, Skeleton } from "../ui/skeleton";

const WIDTHS = ["w-2/3", "w-1/2", "w-3/5", "w-2/5", "w-1/2"];

/** The table's own geometry with bars for words: nothing moves when the rows arrive. */
export function TableSkeleton({
  headers,
  rows = 10,
  lines = 1,
  selectable = false,
  searchable = true,
}: {
  headers: readonly string[];
  rows?: number;
  lines?: 1 | 2;
  selectable?: boolean;
  searchable?: boolean;
}) {
  return (
    <div className="data-table" aria-busy>
      <Loading />
      <div className="filter-bar">{searchable && <Skeleton className="h-field w-[196px]" />}</div>
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
