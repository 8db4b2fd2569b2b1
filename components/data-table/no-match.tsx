"use client";

import { formatList } from "@/lib/format";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { useEnvironment } from "../ui/environment";
import type { Filter } from "./column";
import { clearedHref } from "./filter-bar";
import { PARAMS, parseValues } from "./params";
import type { Address } from "./use-address";

/** There are rows, but none that fit: "No people match role Finance and “dana”". */
export function NoMatch({ label, filters, address }: { label: string; filters: readonly Filter[]; address: Address }) {
  const { locale } = useEnvironment();
  const asked = filters.flatMap((filter) => {
    const values = parseValues(address.params.get(filter.param));
    const labels = filter.options.filter((option) => values.includes(option.value)).map((option) => option.label);
    return labels.length > 0 ? [`${filter.label.toLowerCase()} ${formatList(labels, locale, "disjunction")}`] : [];
  });
  const search = address.params.get(PARAMS.search);
  const all = search ? [...asked, `“${search}”`] : asked;
  return (
    <EmptyState
      title={`No ${label.toLowerCase()} match${all.length > 0 ? ` ${formatList(all, locale)}` : ""}`}
      action={<ButtonLink href={clearedHref(address, filters)}>Clear filters</ButtonLink>}
    />
  );
}
