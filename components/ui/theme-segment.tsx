"use client";

import { setPreference, usePreference } from "./preference";
import { Segment } from "./segment";

const THEMES = [
  { value: "system", label: "System" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function ThemeSegment({ label = "Theme" }: { label?: string }) {
  const theme = usePreference("theme");
  return (
    <Segment
      label={label}
      options={THEMES}
      value={theme === "light" || theme === "dark" ? theme : "system"}
      onChange={(value) => setPreference("theme", value === "system" ? undefined : value)}
    />
  );
}
