"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { PopoverButton } from "../overlay/popover";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { CheckboxField } from "../ui/checkbox";
import { SearchField } from "../ui/field";
import type { Filter } from "./column";
import { PARAMS, parseValues, toggleValue } from "./params";
import type { Address } from "./use-address";
import { useSearchText } from "./use-search-text";

interface FilterBarProps {
  address: Address;
  /** What the search looks through, such as "Name or email". */
  search?: string;
  filters?: readonly Filter[];
  /** In place of the search field. */
  finder?: ReactNode;
  children?: ReactNode;
}

export function FilterBar({ address, search, finder, filters = [], children }: FilterBarProps) {
  const active = filters.some((filter) => address.params.get(filter.param)) || address.params.get(PARAMS.search);
  return (
    <search className="filter-bar">
      {finder ?? (search && <Search address={address} label={search} />)}
      {filters.map((filter) => (
        <FilterChip key={filter.param} filter={filter} address={address} />
      ))}
      {active && !finder && (
        <Button look="quiet" size="sm" onClick={() => address.go(clearedHref(address, filters))}>
          Clear
        </Button>
      )}
      {children && <div className="ml-auto flex gap-2">{children}</div>}
    </search>
  );
}

/** The address without search and filters. */
export function clearedHref(address: Address, filters: readonly Filter[]): string {
  const names = [PARAMS.search, ...filters.map((filter) => filter.param)];
  return address.href(Object.fromEntries(names.map((name) => [name, null])));
}

const PAUSE_MS = 250;

function Search({ address, label }: { address: Address; label: string }) {
  const field = useRef<HTMLInputElement>(null);
  const { text, type } = useSearchText(address, PAUSE_MS);
  useShortcut({ keys: "/", label: "Search this list", run: () => field.current?.focus() });
  return (
    <SearchField
      ref={field}
      label={label}
      keys="/"
      value={text}
      className="max-w-[196px] max-md:max-w-none max-md:basis-full"
      onChange={({ target }) => type(target.value)}
    />
  );
}

function FilterChip({ filter, address }: { filter: Filter; address: Address }) {
  const values = parseValues(address.params.get(filter.param));
  const chosen = filter.options.filter((option) => values.includes(option.value));
  return (
    <PopoverButton
      plain
      className="chip"
      data-on={chosen.length > 0 || undefined}
      title={filter.label}
      icon={chosen.length === 0 && <Plus aria-hidden />}
      panel={
        <fieldset className="grid min-w-44">
          <legend className="label-text mb-1">{filter.label}</legend>
          {filter.options.map((option) => (
            <CheckboxField
              key={option.value}
              label={option.label}
              checked={values.includes(option.value)}
              onChange={() => address.change({ [filter.param]: chosenAfter(filter, values, option.value) })}
            />
          ))}
        </fieldset>
      }
    >
      {filter.label}
      {chosen.length > 0 && <b>{chosen.map((option) => option.label).join(", ")}</b>}
    </PopoverButton>
  );
}

function chosenAfter(filter: Filter, values: readonly string[], value: string): string {
  if (filter.single) return values.includes(value) ? "" : value;
  return toggleValue(values, value);
}
