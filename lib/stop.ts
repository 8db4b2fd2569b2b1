/** What must end before the process may: jobs, listeners, streams, counts that are still in memory. */
type Stop = () => Promise<unknown> | void;

// Next bundles this file more than once, and the server that drains is outside of any bundle.
const kept = globalThis as typeof globalThis & { apertureStops?: Set<Stop>; apertureEnds?: Set<Stop> };
const stops = (kept.apertureStops ??= new Set());
const ends = (kept.apertureEnds ??= new Set());

/** Calls `stop` when the server drains. Answers a function that takes it back. */
export const onStop = (stop: Stop) => addTo(stops, stop);

/** Calls `end` once the last request has been answered, before the process ends. Answers a function that takes it back. */
export const onEnd = (end: Stop) => addTo(ends, end);

function addTo(set: Set<Stop>, stop: Stop): () => void {
  set.add(stop);
  return () => set.delete(stop);
}
