type Length = { value: number; label: string };

/** The choices of a select; a value set elsewhere, that is none of them, stands among them. Empty: no limit of one's own. */
export function lengthOptions(
  lengths: readonly Length[],
  current: number | null,
  { none, unit }: { none: string; unit: string },
) {
  const known = current === null || lengths.some(({ value }) => value === current);
  const all = known ? lengths : [...lengths, { value: current, label: `${current} ${unit}` }];
  return [
    { value: "", label: none },
    ...all.toSorted((a, b) => a.value - b.value).map(({ value, label }) => ({ value: String(value), label })),
  ];
}

export const toLength = (value: string) => (value === "" ? null : Number(value));
