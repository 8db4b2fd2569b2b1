import { redirect } from "next/navigation";
import { startOf } from "./(auth)/after-sign-in";

/** The address without a path leads on: to the person's start, or to the way in. */
export default async function StartPage() {
  redirect(await startOf());
}
