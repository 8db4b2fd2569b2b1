import * as z from "zod/mini";
import { emailAddress } from "@/lib/email-address";
import { closed, line } from "@/lib/input";
import { linkToken } from "@/lib/sign-in/input";

/** Words that stand first in an address of this server, and so can name no account. */
const RESERVED = new Set(
  "accounts api csp-report favicon healthz i icon invite outbox readyz robots s set-up sign-in sign-out signed-out static".split(
    " ",
  ),
);

const SLUG = /^[a-z0-9](?:-?[a-z0-9])*$/;

/** The account as it stands in addresses: `northlight` in `/northlight/users`. */
export const accountSlug = z.string("A short name for addresses is expected.").check(
  z.trim(),
  z.minLength(2, "The address has at least 2 characters."),
  z.maxLength(48, "The address has at most 48 characters."),
  z.regex(SLUG, "The address has lower-case letters and digits, with single hyphens between them."),
  z.refine((slug) => !RESERVED.has(slug), "This address is used by Aperture itself."),
);

export const accountName = line("The account's name", 80).check(z.minLength(1, "The account needs a name."));

export const personName = line("The name", 80).check(z.minLength(1, "A name is expected."));

export const claimInput = closed({
  token: linkToken,
  accountName,
  slug: accountSlug,
  name: personName,
  email: emailAddress,
});

export type ClaimInput = z.output<typeof claimInput>;
