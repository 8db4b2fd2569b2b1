import type { Actor } from "@/lib/actor";
import { rangesWithin } from "@/lib/networks";
import { AppError } from "@/lib/errors";
import type { OperationId } from "@/lib/permissions/operations";

/** What narrows a key beside its permissions; null means no limit. */
export type Limits = {
  sourceIds: readonly string[] | null;
  folderIds: readonly string[] | null;
  ipRanges: readonly string[] | null;
  /** Requests a minute. */
  rateLimit: number | null;
  expiresAt: Date | null;
};

const LABELS: Record<keyof Limits, string> = {
  sourceIds: "sources",
  folderIds: "folders",
  ipRanges: "IP addresses",
  rateLimit: "requests a minute",
  expiresAt: "days",
};

const isSubset = (part: readonly string[], whole: readonly string[]) => part.every((item) => whole.includes(item));

/** Whether one limit keeps within another that exists. */
const keepsWithin: { [L in keyof Limits]: (part: NonNullable<Limits[L]>, whole: NonNullable<Limits[L]>) => boolean } = {
  sourceIds: isSubset,
  folderIds: isSubset,
  ipRanges: rangesWithin,
  rateLimit: (part, whole) => part <= whole,
  expiresAt: (part, whole) => part <= whole,
};

function isWithin<L extends keyof Limits>(limit: L, part: Limits, whole: Limits): boolean {
  const bound = whole[limit];
  const value = part[limit];
  return bound === null || (value !== null && keepsWithin[limit](value, bound));
}

/** The limits by which `part` reaches further than `whole`. */
const beyond = (part: Limits, whole: Limits) =>
  (Object.keys(LABELS) as (keyof Limits)[]).filter((limit) => !isWithin(limit, part, whole));

/** Why who asks cannot make or reveal a key with these limits, or null: a key never makes one that reaches further. */
export function whyNotLimits(actor: Actor, operation: OperationId, limits: Limits): AppError | null {
  const wider = actor.kind === "key" ? beyond(limits, actor.key) : [];
  if (wider.length === 0) return null;
  const labels = wider.map((limit) => LABELS[limit]).join(", ");
  return new AppError("forbidden", `A key cannot reach further than the one that asks: more ${labels} than that has.`, {
    operation,
    missingPermissions: [],
  });
}

/** What a key leaves open when it makes another one, that one inherits. */
export const inheritLimits = (actor: Actor, limits: Limits): Limits =>
  actor.kind !== "key"
    ? limits
    : {
        sourceIds: limits.sourceIds ?? actor.key.sourceIds,
        folderIds: limits.folderIds ?? actor.key.folderIds,
        ipRanges: limits.ipRanges ?? actor.key.ipRanges,
        rateLimit: limits.rateLimit ?? actor.key.rateLimit,
        expiresAt: limits.expiresAt ?? actor.key.expiresAt,
      };
