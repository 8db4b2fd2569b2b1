"use client";

import { Plus, X } from "lucide-react";
import type { Address } from "@/components/data-table/use-address";
import { PopoverButton } from "@/components/overlay/popover";
import { Button } from "@/components/ui/button";
import type { Field } from "@/lib/media/queries/fields";
import type { QueryProblem } from "@/lib/media/queries/list-files";
import { type Clause, formatClause, formatQuery, parseQuery } from "@/lib/media/rules/query";
import { FilterPanel } from "./filter-panel";
import { SearchBox } from "./search-box";

type Props = { account: string; address: Address; fields: readonly Field[]; problem: QueryProblem | null };

/** The search field, what it filters by as chips, and a panel to filter without knowing the language. */
export function MediaFinder({ account, address, fields, problem }: Props) {
  const q = address.params.get("q") ?? "";
  const clauses = parseQuery(q);
  const ask = (next: readonly Clause[]) => address.change({ q: formatQuery(next) });
  const filters = clauses.filter(({ kind }) => kind === "filter");
  return (
    <>
      <SearchBox account={account} address={address} fields={fields} problem={problem} />
      {filters.map((filter, index) => (
        <button
          key={`${index} ${formatClause(filter)}`}
          type="button"
          className="chip"
          data-on
          aria-label={`Take away ${formatClause(filter)}`}
          onClick={() => ask(clauses.filter((clause) => clause !== filter))}
        >
          <b>{formatClause(filter)}</b>
          <X aria-hidden />
        </button>
      ))}
      <PopoverButton
        plain
        className="chip"
        title="Filters"
        icon={<Plus aria-hidden />}
        panel={<FilterPanel clauses={clauses} fields={fields} onChange={ask} />}
      >
        Filter
      </PopoverButton>
      {q && (
        <Button look="quiet" size="sm" onClick={() => ask([])}>
          Clear
        </Button>
      )}
    </>
  );
}
