import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Link } from "../ui/link";
import type { Column } from "./column";
import { nextSort, PARAMS, parseSort } from "./params";
import type { Address } from "./use-address";

/** Sorting is a link, so it can be shared, opened elsewhere and used before scripts load. */
export function TableHead<Row>({
  columns,
  address,
  selectAll,
}: {
  columns: readonly Column<Row>[];
  address: Address;
  selectAll?: ReactNode;
}) {
  const sort = parseSort(address.params.get(PARAMS.sort));
  return (
    <thead>
      <tr>
        {selectAll && <th scope="col">{selectAll}</th>}
        {columns.map((column) => {
          const sorted = column.sort !== undefined && sort?.by === column.sort ? sort : undefined;
          const Arrow = sorted?.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={column.id}
              scope="col"
              className={cellClass(column)}
              aria-sort={sorted ? (sorted.descending ? "descending" : "ascending") : undefined}
            >
              {column.sort ? (
                <Link
                  href={address.href({ [PARAMS.sort]: nextSort(sort, column.sort) })}
                  replace
                  scroll={false}
                  className="sort-link"
                >
                  {column.header}
                  {sorted && <Arrow aria-hidden />}
                </Link>
              ) : (
                <span className={cn(column.headerHidden && "sr-only")}>{column.header}</span>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

const FROM = { md: "max-md:hidden", lg: "max-lg:hidden" };

export function cellClass<Row>({ align, from, className }: Column<Row>) {
  return cn(align === "end" && "text-right", from && FROM[from], className);
}
