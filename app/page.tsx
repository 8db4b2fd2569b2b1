import type { Route } from "next";
import { redirect } from "next/navigation";
import { listAccountsOf } from "@/lib/accounts/queries";
import { findSignedIn } from "@/lib/auth/member-actor";

/** The start leads on: to one's only account, to the choice of several, or to the way in. */
export default async function StartPage() {
  const { signedIn } = await findSignedIn(null);
  if (!signedIn) redirect("/sign-in");
  const [first, ...others] = await listAccountsOf(signedIn.user.id);
  redirect(first && others.length === 0 ? (`/${first.slug}` as Route) : "/accounts");
}
