import * as z from "zod/mini";
import { PLANS } from "@/lib/billing/rules";
import { emailAddress } from "@/lib/email-address";
import { closed } from "@/lib/input";
import type { Plan } from "@/lib/actor";
import { accountName, accountSlug, personName } from "@/lib/setup/input";

const PLAN_IDS = Object.keys(PLANS) as [Plan, ...Plan[]];

export const plan = z.enum(PLAN_IDS, `One of these plans is expected: ${PLAN_IDS.join(", ")}.`);

/** Null: as many as the plan has. */
export const seatLimit = z.nullable(
  z.coerce
    .number("A number of seats is expected.")
    .check(
      z.int("A whole number of seats is expected."),
      z.gte(1, "At least 1 seat is expected."),
      z.lte(1_000_000, "At most 1000000 seats fit."),
    ),
);

/** In gigabytes. Null: as much as the plan has. */
export const storageLimit = z.nullable(
  z.coerce
    .number("A number of gigabytes is expected.")
    .check(z.gt(0, "More than 0 GB are expected."), z.lte(1_000_000, "At most 1000000 GB fit.")),
);

export const createAccountInput = closed({ name: accountName, slug: accountSlug, plan, seatLimit });
export type CreateAccount = z.output<typeof createAccountInput>;

export const createAdministratorInput = closed({ email: emailAddress, name: personName });
export type CreateAdministrator = z.output<typeof createAdministratorInput>;
