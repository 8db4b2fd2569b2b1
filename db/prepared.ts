import type { TransactionSql } from "postgres";

/** How often a statement comes before it is prepared. */
const OFTEN = 20;
/** Each is kept by every connection on both sides, so that only so many are. */
const MOST_PREPARED = 250;
/** How many others are counted; those whose lists vary in length never end. */
const MOST_COUNTED = 1000;

const prepared = new Set<string>();
const counts = new Map<string, number>();

/**
 * The same transaction, whose statements are prepared once they have come often: the server need not be asked about their
 * parameters each time, which saves a round trip, and does not parse them anew.
 */
export function preparing(tx: TransactionSql): TransactionSql {
  const unsafe: TransactionSql["unsafe"] = (text, values, options) =>
    tx.unsafe(text, values, { ...options, prepare: options?.prepare || isOften(text, values) });
  return new Proxy(tx, { get: (target, key) => (key === "unsafe" ? unsafe : Reflect.get(target, key)) });
}

function isOften(text: string, values: readonly unknown[] = []): boolean {
  if (prepared.has(text)) return true;
  if (values.length === 0 || prepared.size >= MOST_PREPARED) return false;
  const count = (counts.get(text) ?? 0) + 1;
  if (counts.size >= MOST_COUNTED) counts.clear();
  if (count < OFTEN) counts.set(text, count);
  else {
    counts.delete(text);
    prepared.add(text);
  }
  return false;
}
