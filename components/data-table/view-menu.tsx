"use client";

import { SlidersHorizontal } from "lucide-react";
import { PopoverButton } from "../overlay/popover";
import { CheckboxField } from "../ui/checkbox";
import { DensitySegment } from "../ui/density-segment";
import type { Column } from "./column";

/** Which columns show, and how tightly. */
export function ViewMenu<Row>({
  columns,
  shown,
  onToggle,
}: {
  columns: readonly Column<Row>[];
  shown: readonly Column<Row>[];
  onToggle: (id: string) => void;
}) {
  const optional = columns.filter((column) => !column.fixed);
  return (
    <PopoverButton
      look="quiet"
      label="View options"
      title="View options"
      icon={<SlidersHorizontal aria-hidden />}
      panel={
        <div className="grid gap-3">
          {optional.length > 0 && (
            <fieldset className="grid min-w-44">
              <legend className="label-text mb-1">Columns</legend>
              {optional.map((column) => (
                <CheckboxField
                  key={column.id}
                  label={column.header}
                  checked={shown.includes(column)}
                  onChange={() => onToggle(column.id)}
                />
              ))}
            </fieldset>
          )}
          <DensitySegment />
        </div>
      }
    />
  );
}
