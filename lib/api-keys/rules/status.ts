import { AppError } from "@/lib/errors";

/** Why a key was ended; kept with its row. */
const END_REASONS = ["revoked", "leaked", "rotated", "owner_removed"] as const;
export type EndReason = (typeof END_REASONS)[number];

/** What a key is at this moment, and the words for it. */
export const KEY_STATUSES = {
  active: { label: "Active", says: "Works as far as its owner's permissions reach." },
  rotating: { label: "Being replaced", says: "Works until the end of its grace; a new key has taken its place." },
  suspended: { label: "Suspended", says: "Refused until someone resumes it." },
  owner_suspended: { label: "Owner suspended", says: "Refused while its owner is suspended." },
  owner_removed: { label: "Owner removed", says: "Ended when its owner was removed." },
  expired: { label: "Expired", says: "Refused since its expiry." },
  rotated: { label: "Replaced", says: "Refused; a new key has taken its place." },
  revoked: { label: "Revoked", says: "Refused for good." },
} as const satisfies Record<string, { label: string; says: string }>;

export type KeyStatus = keyof typeof KEY_STATUSES;

export const KEY_STATUS_IDS = Object.keys(KEY_STATUSES) as [KeyStatus, ...KeyStatus[]];

/** A request with such a key is answered. */
export const works = (status: KeyStatus) => status === "active" || status === "rotating";

/** Nothing brings such a key back. */
export const isOver = (status: KeyStatus) => ["owner_removed", "expired", "rotated", "revoked"].includes(status);

/** Why a key cannot be changed any more, or null. */
export function whyNotChange({ name, status, replaced }: { name: string; status: KeyStatus; replaced: boolean }) {
  if (isOver(status))
    return new AppError("conflict", `${name} has ended: ${KEY_STATUSES[status].label.toLowerCase()}.`);
  return replaced ? new AppError("conflict", `${name} is being replaced. Change the new key instead.`) : null;
}
