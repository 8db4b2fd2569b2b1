import { DeliveryBuffer, type DeliveryCount } from "@/lib/analytics/commands/delivery-buffer";
import { onEnd, onStop } from "@/lib/stop";

// Next bundles this file more than once; there is one buffer a process.
const kept = globalThis as typeof globalThis & { apertureDeliveries?: DeliveryBuffer };
const buffer = (kept.apertureDeliveries ??= startBuffer());

function startBuffer(): DeliveryBuffer {
  const started = new DeliveryBuffer();
  onStop(() => started.flush());
  // Answers that were still under way when the server began to stop.
  onEnd(() => started.flush());
  return started;
}

/** Counts a delivered image, or the attempt. It only remembers: what was counted is written about once a second. */
export const countDelivery = (entry: DeliveryCount): void => buffer.add(entry);

/** Writes what this server has counted so far. */
export const flushDeliveries = (): Promise<void> => buffer.flush();
