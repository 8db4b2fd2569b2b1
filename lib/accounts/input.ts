import * as z from "zod/mini";
import { type Limit, PLANS } from "@/lib/billing/rules";
import { emailAddress } from "@/lib/email-address";
import { closed } from "@/lib/input";
import type { Plan } from "@/lib/actor";
import { accountName, accountSlug, personName } from "@/lib/setup/input";

const PLAN_IDS = Object.keys(PLANS) as [Plan, ...Plan[]];

export const plan = z.enum(PLAN_IDS, `One of these plans is expected: ${PLAN_IDS.join(", ")}.`);

const countOf = (what: string, most: number) =>
  z.coerce
    .number(`A number of ${what} is expected.`)
    .check(
      z.int(`A whole number of ${what} is expected.`),
      z.gte(1, `More than 0 ${what} are expected.`),
      z.lte(most, `At most ${most} ${what} fit.`),
    );

const gigabytes = z.coerce
  .number("A number of gigabytes is expected.")
  .check(z.gt(0, "More than 0 GB are expected."), z.lte(1_000_000, "At most 1000000 GB fit."));

/** The limits that an account can have a number of its own of. Storage is in gigabytes. */
export const ownLimits = {
  seats: countOf("seats", 1_000_000),
  keys: countOf("keys", 1_000_000),
  storage: gigabytes,
  deliveries: countOf("requests", 1_000_000_000_000),
  purges: countOf("lines", 1_000_000),
  requestDays: countOf("days", 36_500),
  figureDays: countOf("days", 36_500),
} satisfies Record<Limit, z.core.$ZodType<number>>;

export const createAccountInput = closed({
  name: accountName,
  slug: accountSlug,
  plan,
  seatLimit: z.nullable(ownLimits.seats),
});
export type CreateAccount = z.output<typeof createAccountInput>;

/** A plan that is given for some days. */
export const trial = closed({
  plan: z.enum(["pro", "enterprise"], "One of these plans is expected: pro, enterprise."),
  days: countOf("days", 365),
});
export type Trial = z.output<typeof trial>;

export const createAdministratorInput = closed({ email: emailAddress, name: personName });
export type CreateAdministrator = z.output<typeof createAdministratorInput>;
