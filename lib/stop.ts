/** What must end before the process may: jobs, listeners, streams, counts that are still in memory. */
type Stop = () => Promise<unknown> | void;

// Next bundles this file more than once, and the server that drains is outside of any bundle.
const kept = globalThis as typeof globalThis & { apertureStops?: Set<Stop> };
const stops = (kept.apertureStops ??= new Set());

/** Calls `stop` when the server drains. Answers a function that takes it back. */
export function onStop(stop: Stop): () => void {
  stops.add(stop);
  return () => stops.delete(stop);
}
