import { redirect } from "next/navigation";
import { findSignedIn } from "@/lib/auth/member-actor";

/** The address without a path leads on: to the person's start, or to the way in. */
export default async function StartPage() {
  const { signedIn } = await findSignedIn(null);
  redirect(signedIn ? "/accounts/start" : "/sign-in");
}
