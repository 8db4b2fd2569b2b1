import type { Route } from "next";
import { redirect } from "next/navigation";
import { firstPathFor } from "@/app/(dashboard)/[account]/areas";
import { findLastAccountOf } from "@/lib/accounts/queries";
import { findSignedIn } from "@/lib/auth/member-actor";

/**
 * Where signing in leads: the first page of the account that is named, or else of the one worked in last. A route and no
 * page, so that the browser loads what follows anew, with nothing kept from before the session.
 */
export async function GET(request: Request) {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) redirect("/sign-in");
  const named = new URL(request.url).searchParams.get("account");
  const slug = named ?? (await findLastAccountOf(signedIn.user.id))?.slug ?? null;
  const { actor } = await findSignedIn(slug);
  redirect(actor?.active ? (`/${actor.account.slug}/${firstPathFor(actor)}` as Route) : "/accounts");
}
