import * as z from "zod/mini";
import { emailAddress } from "@/lib/email-address";
import { closed } from "@/lib/input";
import { toNextPath } from "@/lib/next-path";

const nextPath = z.pipe(z.unknown(), z.transform(toNextPath));

export const requestLinkInput = closed({ email: emailAddress, next: nextPath });

export const nextInput = closed({ next: nextPath });

/** The secret at the end of a link. */
export const linkToken = z.string("A link is expected.").check(z.regex(/^[\w-]{43}$/, "This link is not whole."));

export const redeemLinkInput = closed({ token: linkToken });

export const nothingInput = closed({});
