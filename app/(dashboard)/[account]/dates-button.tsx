"use client";

import { Calendar } from "lucide-react";
import type { Address } from "@/components/data-table/use-address";
import { PopoverButton } from "@/components/overlay/popover";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** Days from and to, both included, in the reader's own zone. `clears` is the parameter of a span that they replace. */
export function DatesButton({ address, clears }: { address: Address; clears: string }) {
  const from = dayOf(address.params.get("from"));
  const to = dayOf(address.params.get("to"));
  return (
    <PopoverButton
      size="sm"
      icon={<Calendar aria-hidden />}
      title="Dates"
      panel={
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            const chosen = new FormData(event.currentTarget);
            address.change({ from: String(chosen.get("from")), to: String(chosen.get("to")), [clears]: null });
          }}
        >
          <TextField label="From" type="date" name="from" defaultValue={from} />
          <TextField label="To" type="date" name="to" defaultValue={to} />
          <Button type="submit" look="primary" size="sm">
            Show these days
          </Button>
        </form>
      }
    >
      {from || to ? `${from || "…"} to ${to || "…"}` : "Dates"}
    </PopoverButton>
  );
}

/** Nothing for a moment within a day. */
const dayOf = (given: string | null) => (given?.length === "2027-02-19".length ? given : "");
