import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import type { Filter } from "./column";
import { clearedHref } from "./filter-bar";
import { PARAMS, parseValues } from "./params";
import type { Address } from "./use-address";

/** There are rows, but none that fit; it says what was asked for and offers to ask for less. */
export function NoMatch({ label, filters, address }: { label: string; filters: readonly Filter[]; address: Address }) {
  const asked = filters.flatMap((filter) => {
    const values = parseValues(address.params.get(filter.param));
    const labels = filter.options.filter((option) => values.includes(option.value)).map((option) => option.label);
    return labels.length > 0 ? [`${filter.label}: ${labels.join(", ")}`] : [];
  });
  const search = address.params.get(PARAMS.search);
  return (
    <EmptyState
      title={`No ${label.toLowerCase()} match`}
      action={<ButtonLink href={clearedHref(address, filters)}>Clear filters</ButtonLink>}
    >
      {[...asked, ...(search ? [`Search: ${search}`] : [])].join(". ")}
    </EmptyState>
  );
}
