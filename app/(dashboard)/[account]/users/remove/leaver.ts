import { DAY_MS } from "@/lib/day";
import type { Permission } from "@/lib/permissions/permissions";

/** Someone who is to be removed, with the keys they leave behind. */
export type Leaver = {
  id: string;
  name: string;
  administrator: boolean;
  keys: readonly { id: string; name: string; lastUsedAt: string | null; permissions: readonly Permission[] }[];
};

/** Why the name must be typed first, or null where little depends on this person. */
export function isWide({ administrator, keys }: Leaver, now = Date.now()): string | null {
  if (administrator) return "They are an account administrator.";
  const busy = keys.find(({ lastUsedAt }) => lastUsedAt !== null && now - Date.parse(lastUsedAt) < DAY_MS);
  return busy ? `Their key ${busy.name} was used during the last 24 hours.` : null;
}
