import type { Plan } from "@/lib/actor";

/** What each plan allows. Seats of Enterprise are by contract, set for the one account. */
export const PLANS = {
  free: { label: "Free", userManagement: false, groups: false, restrictedRole: false, seats: 1, keys: 5 },
  pro: { label: "Pro", userManagement: true, groups: false, restrictedRole: false, seats: 5, keys: 20 },
  enterprise: { label: "Enterprise", userManagement: true, groups: true, restrictedRole: true, seats: 50, keys: 200 },
} as const satisfies Record<Plan, object>;

type Limits = { plan: Plan; seatLimit: number | null; keyLimit: number | null };

/** Seats of an account: its own limit where the operator set one, else the plan's. */
export const seatsOf = (account: Limits): number => account.seatLimit ?? PLANS[account.plan].seats;

export const keysOf = (account: Limits): number => account.keyLimit ?? PLANS[account.plan].keys;
