import { AppError } from "@/lib/errors";
import { SESSION_DAYS } from "@/lib/sign-in/rules";
import type { UnmetPolicy } from "@/lib/sign-in/queries";

/** A session never lives longer than the server lets it. */
export const MOST_SESSION_HOURS = SESSION_DAYS * 24;

export const MOST_KEY_DAYS = 3_650;

/** How long ago whoever deletes the account may have signed in. */
export const RECENT_MINUTES = 15;

/** How long the operator can restore a deleted account. */
export const RESTORE_DAYS = 30;

/** How many days before a deleted account is erased its administrators are told, the most first. */
export const ERASURE_TOLD_DAYS = [7, 1] as const;

/** Which field of the policy shuts out whoever sets it, and what they can do about it. */
const OWN_SESSION: Record<UnmetPolicy, { path: string; message: string }> = {
  address: {
    path: "emailDomains",
    message: "Your own address is at another domain: add it, or you would be out yourself.",
  },
  google: {
    path: "googleOnly",
    message: "You are signed in by a mailed link: sign in with Google first, or you would be out yourself.",
  },
  newer: {
    path: "sessionHours",
    message: "Your own session is older than that: sign in again first, or you would be out yourself.",
  },
};

/** Nobody sets a policy that their own session does not meet. */
export function shutsOneselfOut(unmet: UnmetPolicy): AppError {
  const field = OWN_SESSION[unmet];
  return new AppError("conflict", field.message, { fields: [field] });
}

/** Whoever sets the policy may be an administrator for a while only. */
export function nobodyLeft(): AppError {
  const message = "No administrator whose access lasts has an address at these domains.";
  return new AppError("conflict", message, { fields: [{ path: "emailDomains", message }] });
}
