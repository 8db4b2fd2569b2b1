const MAC: Record<string, string> = { mod: "⌘", shift: "⇧", alt: "⌥", enter: "↵", escape: "Esc" };
const OTHER: Record<string, string> = { mod: "Ctrl", shift: "Shift", alt: "Alt", enter: "Enter", escape: "Esc" };

/** One label per key cap: `mod+k` is one cap, `g u` are two. */
export function keyLabels(keys: string, mac: boolean): string[] {
  const names = mac ? MAC : OTHER;
  return keys.split(" ").map((chord) =>
    chord
      .split("+")
      .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .join(mac ? "" : " "),
  );
}
