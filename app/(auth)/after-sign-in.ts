import type { Route } from "next";
import { firstPathFor } from "@/app/(dashboard)/[account]/areas";
import { findLastAccountOf } from "@/lib/accounts/queries";
import { findSignedIn } from "@/lib/auth/member-actor";

/** The first page of the account that is named, or else of the one worked in last; the sign-in page for nobody. */
export async function startOf(named: string | null = null): Promise<Route> {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) return "/sign-in";
  const slug = named ?? (await findLastAccountOf(signedIn.user.id))?.slug ?? null;
  const { actor } = await findSignedIn(slug);
  return actor?.active ? (`/${actor.account.slug}/${firstPathFor(actor)}` as Route) : "/accounts";
}

/**
 * The address that a new session continues at: where the person was going, or their start. It is worked out here, because
 * a redirect to a page that redirects again can leave the browser on an empty one.
 */
export const afterSignIn = async (next: string): Promise<Route> => (next === "/" ? startOf() : (next as Route));
