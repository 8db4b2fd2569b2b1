"use client";

import { setPreference, usePreference } from "./preference";
import { Segment } from "./segment";

const DENSITIES = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
] as const;

export function DensitySegment({ label = "Density" }: { label?: string }) {
  const density = usePreference("density");
  return (
    <Segment
      label={label}
      options={DENSITIES}
      value={density === "compact" ? "compact" : "comfortable"}
      onChange={(value) => setPreference("density", value === "compact" ? value : undefined)}
    />
  );
}
