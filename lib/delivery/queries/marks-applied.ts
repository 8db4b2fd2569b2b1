import { openedCache } from "@/lib/delivery/cache/open";

/**
 * Once it resolves, this server serves nothing any more that a mark of a committed transaction covers.
 *
 * @param number what `forgetCached` answered
 */
export async function marksApplied(number: number): Promise<void> {
  if (number === 0) return;
  const { marks } = await openedCache();
  await marks.readNew();
}
