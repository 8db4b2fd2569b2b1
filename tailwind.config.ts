import type { Config } from "tailwindcss";

const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, `var(--${name})`]));

/** Gives every design token of app/globals.css a utility name; there is no other colour, size or shadow. */
export default {
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}"],
  theme: {
    screens: { md: "720px", lg: "1180px", xl: "1600px" },
    colors: {
      transparent: "transparent",
      current: "currentColor",
      ...named("bg", "rail", "surface", "surface-2", "surface-3", "overlay", "scrim"),
      ...named("ink", "ink-2", "ink-3", "ink-off", "line", "line-2", "control", "focus"),
      ...named("petrol", "petrol-hover", "petrol-ink", "petrol-wash", "petrol-line", "on-petrol"),
      ...named("amber", "amber-ink", "amber-wash", "amber-line"),
      ...named("crimson", "crimson-hover", "crimson-ink", "crimson-wash", "crimson-line", "on-crimson"),
      ...named("moss", "moss-ink", "moss-wash", "moss-line"),
      ...named("chart-1", "chart-2", "chart-3", "chart-4", "chart-5", "chart-6"),
    },
    fontFamily: { sans: "var(--font-text)", mono: "var(--font-data)" },
    fontSize: {
      11: "0.6875rem",
      12: "0.75rem",
      13: "0.8125rem",
      14: "0.875rem",
      16: "1rem",
      20: "1.25rem",
      26: ["1.625rem", { lineHeight: "1.15", letterSpacing: "-0.022em" }],
      36: ["2.25rem", { lineHeight: "1.1", letterSpacing: "-0.024em" }],
    },
    fontWeight: { normal: "400", medium: "500", strong: "550", bold: "600" },
    borderRadius: { none: "0", tag: "3px", control: "5px", card: "8px", dialog: "12px", full: "999px" },
    boxShadow: {
      none: "none",
      control: "var(--shadow-control)",
      panel: "var(--shadow-panel)",
      dialog: "var(--shadow-dialog)",
    },
    transitionDuration: { fast: "var(--fast)", normal: "var(--normal)", slow: "var(--slow)" },
    transitionTimingFunction: { out: "var(--ease-out)", iris: "var(--ease-iris)" },
    extend: {
      spacing: named("row", "row-plain", "field", "bar", "rail-width", "inspector-width", "gutter"),
    },
  },
} satisfies Config;
