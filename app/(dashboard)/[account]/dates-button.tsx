"use client";

import { Calendar } from "lucide-react";
import type { Address } from "@/components/data-table/use-address";
import { PopoverForm } from "@/components/overlay/popover-form";
import { TextField } from "@/components/ui/field";

/** Days from and to, both included, in the reader's own zone. `clears` is the parameter of a span that they replace. */
export function DatesButton({ address, clears }: { address: Address; clears: string }) {
  const from = dayOf(address.params.get("from"));
  const to = dayOf(address.params.get("to"));
  return (
    <PopoverForm
      icon={<Calendar aria-hidden />}
      title="Dates"
      label={from || to ? `${from || "…"} to ${to || "…"}` : undefined}
      submit="Show these days"
      onSubmit={(valueOf) => address.change({ from: valueOf("from"), to: valueOf("to"), [clears]: null })}
    >
      <TextField label="From" type="date" name="from" defaultValue={from} />
      <TextField label="To" type="date" name="to" defaultValue={to} />
    </PopoverForm>
  );
}

/** Nothing for a moment within a day. */
const dayOf = (given: string | null) => (given?.length === "2027-02-19".length ? given : "");
