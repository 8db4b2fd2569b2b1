import type { Actor } from "@/lib/actor";
import { whyNotLimits, type Limits } from "@/lib/api-keys/rules/limits";
import { isOver, type KeyStatus } from "@/lib/api-keys/rules/status";
import { can } from "@/lib/permissions/can";

/** What can be done to a key. */
export type KeyVerbs = { edit: boolean; rotate: boolean; suspend: boolean; resume: boolean; revoke: boolean };

type Row = { ownerId: string; status: KeyStatus; suspended: boolean; replaced: boolean; limits: Limits };

/** What a row offers to who looks at it; the commands decide again. */
export function verbsFor(actor: Actor, key: Row): KeyVerbs {
  const lives = !isOver(key.status);
  const withinReach = (operation: "apiKeys.edit" | "apiKeys.rotate" | "apiKeys.suspend") =>
    can(actor, operation, key) && whyNotLimits(actor, operation, key.limits) === null;
  return {
    edit: lives && !key.replaced && withinReach("apiKeys.edit"),
    rotate: key.status === "active" && withinReach("apiKeys.rotate"),
    suspend: lives && !key.suspended && can(actor, "apiKeys.suspend", key),
    resume: lives && key.suspended && withinReach("apiKeys.suspend"),
    revoke: (lives || key.status === "expired") && can(actor, "apiKeys.revoke", key),
  };
}
