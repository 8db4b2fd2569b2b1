/** The id `step` rows away; from nowhere, the first or the last row. Stays at the ends. */
export function stepFrom(ids: readonly string[], from: string | undefined, step: 1 | -1): string | undefined {
  const start = from === undefined ? -1 : ids.indexOf(from);
  if (start < 0) return step === 1 ? ids[0] : ids.at(-1);
  return ids[Math.max(0, Math.min(ids.length - 1, start + step))];
}
