"use client";

import { SlidersHorizontal } from "lucide-react";
import { PopoverButton } from "../overlay/popover";
import { CheckboxField } from "../ui/checkbox";
import { DensitySegment } from "../ui/density-segment";

export interface HideableColumn {
  id: string;
  label: string;
  visible: boolean;
  toggle: () => void;
}

/** Which columns show, and how tightly. */
export function ViewMenu({ columns }: { columns: readonly HideableColumn[] }) {
  return (
    <PopoverButton
      look="quiet"
      label="View options"
      title="View options"
      icon={<SlidersHorizontal aria-hidden />}
      panel={
        <div className="grid gap-3">
          {columns.length > 0 && (
            <fieldset className="grid min-w-44">
              <legend className="label-text mb-1">Columns</legend>
              {columns.map((column) => (
                <CheckboxField key={column.id} label={column.label} checked={column.visible} onChange={column.toggle} />
              ))}
            </fieldset>
          )}
          <DensitySegment />
        </div>
      }
    />
  );
}
