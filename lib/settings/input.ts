import * as z from "zod/mini";
import { closed } from "@/lib/input";
import { accountName, accountSlug } from "@/lib/setup/input";
import { MOST_KEY_DAYS, MOST_SESSION_HOURS } from "@/lib/settings/rules";

export const accountInput = closed({ name: accountName, slug: accountSlug });
export type AccountSettings = z.output<typeof accountInput>;

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+${LABEL}$`);

/** The part of an address behind the @, as in `northlight.studio`. */
export const emailDomain = z
  .string("A domain such as example.com is expected.")
  .check(
    z.trim(),
    z.toLowerCase(),
    z.maxLength(253, "A domain has at most 253 characters."),
    z.regex(DOMAIN, "This is not a domain such as example.com."),
  );

const wholeNumber = (unit: string, most: number) =>
  z.nullable(
    z
      .int(`A whole number of ${unit} is expected.`)
      .check(z.gte(1, `At least 1 of the ${unit} is expected.`), z.lte(most, `At most ${most} ${unit} are possible.`)),
  );

export const signInPolicyInput = closed({
  emailDomains: z.array(emailDomain, "A list of domains is expected.").check(
    z.maxLength(50, "At most 50 domains are possible."),
    z.refine((domains) => new Set(domains).size === domains.length, "One of the domains is named twice."),
  ),
  googleOnly: z.boolean("Yes or no is expected."),
  sessionHours: wholeNumber("hours", MOST_SESSION_HOURS),
});
export type SignInPolicy = z.output<typeof signInPolicyInput>;

export const keyPolicyInput = closed({ keyDays: wholeNumber("days", MOST_KEY_DAYS) });
export type KeyPolicy = z.output<typeof keyPolicyInput>;

/** The account's name, typed. */
export const deleteAccountInput = closed({ name: z.string("The account's name is expected.") });
