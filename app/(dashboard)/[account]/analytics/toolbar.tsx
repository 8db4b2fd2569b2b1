"use client";

import { useAddress } from "@/components/data-table/use-address";
import { Segment } from "@/components/ui/segment";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { DEFAULT_RANGE, type Range, RANGE_IDS } from "@/lib/analytics/rules/ranges";
import { DatesButton } from "../dates-button";

const LABELS: Record<Range, string> = { "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days" };

interface ToolbarProps {
  sources: readonly { id: string; name: string }[];
}

const ranges = RANGE_IDS.map((value) => ({ value, label: LABELS[value] }));

/** Range, source and comparison: all of them stand in the address. */
export function Toolbar({ sources }: ToolbarProps) {
  const address = useAddress();
  const { params, change } = address;
  const chosen = params.get("from") || params.get("to") ? "" : (params.get("range") ?? DEFAULT_RANGE);
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-3 print:hidden">
      <Segment<string>
        label="Range"
        labelHidden
        options={ranges}
        value={chosen}
        onChange={(range) => change({ range: range === DEFAULT_RANGE ? null : range, from: null, to: null })}
      />
      <DatesButton address={address} clears="range" />
      <Select
        aria-label="Source"
        className="max-md:w-full"
        options={[{ value: "", label: "All sources" }, ...sources.map(({ id, name }) => ({ value: id, label: name }))]}
        value={params.get("source") ?? ""}
        onChange={(event) => change({ source: event.currentTarget.value, split: null })}
      />
      <Toggle
        label="Compare with before"
        on={params.get("compare") !== "off"}
        set={(on) => change({ compare: on ? null : "off" })}
      />
      {!params.get("source") && sources.length > 1 && (
        <Toggle
          label="By source"
          on={params.get("split") === "source"}
          set={(on) => change({ split: on ? "source" : null })}
        />
      )}
    </div>
  );
}

function Toggle({ label, on, set }: { label: string; on: boolean; set: (on: boolean) => void }) {
  return (
    <label className="flex items-center gap-2 text-13">
      <Switch checked={on} onChange={(event) => set(event.currentTarget.checked)} />
      {label}
    </label>
  );
}
