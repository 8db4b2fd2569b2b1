import type { Plan } from "@/lib/actor";

/** Prices are for a month, in minor units, without tax. */
export const CURRENCY = "EUR";

/** Bytes. */
export const GIGABYTE = 1000 ** 3;

/**
 * What each plan allows and costs. `seats` are included; each further one costs `seatPrice`. Up to `mostSeats` can be
 * bought on the page; more are the operator's to give. `purges` are lines on a day of UTC. `storage` is in bytes and
 * `deliveries` are requests in a month of UTC; null: without end.
 * Delivered requests are kept one by one for `requestDays`, and as sums for `figureDays`.
 */
export const PLANS = {
  free: {
    label: "Free",
    userManagement: false,
    groups: false,
    restrictedRole: false,
    seats: 1,
    mostSeats: 1,
    keys: 5,
    storage: 5 * GIGABYTE,
    deliveries: 100_000,
    purges: 100,
    requestDays: 7,
    figureDays: 400,
    price: 0,
    seatPrice: 0,
  },
  pro: {
    label: "Pro",
    userManagement: true,
    groups: false,
    restrictedRole: false,
    seats: 5,
    mostSeats: 5,
    keys: 20,
    storage: 500 * GIGABYTE,
    deliveries: 5_000_000,
    purges: 2_000,
    requestDays: 30,
    figureDays: 400,
    price: 49_00,
    seatPrice: 9_00,
  },
  enterprise: {
    label: "Enterprise",
    userManagement: true,
    groups: true,
    restrictedRole: true,
    seats: 50,
    mostSeats: 500,
    keys: 200,
    storage: null,
    deliveries: null,
    purges: 20_000,
    requestDays: 90,
    figureDays: 800,
    price: 490_00,
    seatPrice: 8_00,
  },
} as const satisfies Record<Plan, object>;

export const PLAN_IDS = Object.keys(PLANS) as [Plan, ...Plan[]];

/** The limits that one account can have a number of its own of, and where it stands; null there follows the plan. */
export const OWN_LIMITS = {
  seats: "seatLimit",
  keys: "keyLimit",
  storage: "storageLimit",
  deliveries: "deliveryLimit",
  purges: "purgeLimit",
  requestDays: "requestDays",
  figureDays: "figureDays",
} as const satisfies Partial<Record<keyof (typeof PLANS)[Plan], string>>;

export type Limit = keyof typeof OWN_LIMITS;

export type OwnLimits = Record<(typeof OWN_LIMITS)[Limit], number | null>;

/** The account's own number where it bought or was given one, else the plan's; null: without end. */
export const limitOf = <L extends Limit>(
  limit: L,
  account: { plan: Plan } & Pick<OwnLimits, (typeof OWN_LIMITS)[L]>,
): number | (typeof PLANS)[Plan][L] => account[OWN_LIMITS[limit]] ?? PLANS[account.plan][limit];

const LIMITS = Object.keys(OWN_LIMITS) as Limit[];

export const limitsOf = (account: { plan: Plan } & OwnLimits) =>
  Object.fromEntries(LIMITS.map((limit) => [limit, limitOf(limit, account)])) as Record<Limit, number | null>;

/** What is charged: a plan and a number of seats. */
export type Terms = { plan: Plan; seats: number };

/** For one month, in minor units. */
export const priceOf = ({ plan, seats }: Terms): number =>
  PLANS[plan].price + Math.max(0, seats - PLANS[plan].seats) * PLANS[plan].seatPrice;

export type Period = { start: Date; end: Date };

/** Halves are rounded away from zero. */
export function divideRounded(dividend: bigint, divisor: bigint): number {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return Number(dividend < 0n ? -rounded : rounded);
}

/**
 * The part of a period's price that falls to the time before a moment. Parts are always differences of this one number, so
 * that those of any division of the period add up to the price.
 */
export function spentBy(price: number, { start, end }: Period, moment: Date): number {
  const length = BigInt(end.getTime() - start.getTime());
  const passed = BigInt(Math.min(Math.max(moment.getTime(), start.getTime()), end.getTime()) - start.getTime());
  return divideRounded(BigInt(price) * passed, length);
}

/** What is left of a period's price at a moment. */
export const remainderOf = (price: number, period: Period, moment: Date): number =>
  price - spentBy(price, period, moment);

/** The period that begins then: a month long, to the same day of the next month or to its last. Days are those of UTC. */
export function periodFrom(start: Date, anchorDay: number): Period {
  const end = new Date(start);
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + 1);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(anchorDay, lastDay));
  return { start, end };
}

/** Days after which an invoice is due. */
export const DUE_DAYS = 14;

/** Days after the first try on which a saved card that was declined is charged again. */
export const CHARGE_AGAIN_DAYS = [1, 3, 7] as const;

/** Days after the due date of an invoice that is not paid, from which on the subscription is not renewed. */
export const UNPAID_DAYS = 14;

/** Days after the due date on which an account is reminded. */
export const REMINDER_DAYS = [1, 8, 22] as const;

/** Days before a trial's end on which an account is told of it, the furthest first. */
export const TRIAL_TOLD_DAYS = [7, 1] as const;

/** Shares of a limit at which its account is told. */
const ALERT_PERCENTS = [80, 90, 100] as const;

export const reachedPercents = ({ used, limit }: { used: number; limit: number }): number[] =>
  ALERT_PERCENTS.filter((percent) => used * 100 >= limit * percent);
