/** One statement carries 65,535 parameters at most; so many rows of up to thirty columns always fit. */
const BATCH = 2000;

export function* inBatches<T>(items: readonly T[], size = BATCH): Iterable<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
