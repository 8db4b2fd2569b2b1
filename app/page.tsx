import type { Route } from "next";
import { redirect } from "next/navigation";
import { findLastAccountOf } from "@/lib/accounts/queries";
import { findSignedIn } from "@/lib/auth/member-actor";

/** The start leads on: to the account worked in last, to the page for those who have none, or to the way in. */
export default async function StartPage() {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) redirect("/sign-in");
  const last = await findLastAccountOf(signedIn.user.id);
  redirect(last ? (`/${last.slug}` as Route) : "/accounts");
}
