"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { MenuButton } from "../overlay/menu";
import { setPreference, usePreference } from "../ui/preference";

const THEMES = [
  { id: undefined, label: "System", icon: <Monitor aria-hidden /> },
  { id: "light", label: "Light", icon: <Sun aria-hidden /> },
  { id: "dark", label: "Dark", icon: <Moon aria-hidden /> },
];

export function ThemeSwitch() {
  const theme = usePreference("theme");
  return (
    <MenuButton
      label="Theme"
      icon={<Moon aria-hidden />}
      groups={[
        THEMES.map(({ id, label, icon }) => ({
          id: id ?? "system",
          label,
          icon,
          checked: theme === id,
          run: () => setPreference("theme", id),
        })),
      ]}
    />
  );
}
