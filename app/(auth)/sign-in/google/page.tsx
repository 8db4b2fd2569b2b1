import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { ButtonAnchor } from "@/components/ui/button";
import { pendingLogin } from "@/lib/auth/google";
import { ButtonForm } from "../../button-form";
import { confirmLoginAction } from "../actions";

export const metadata: Metadata = { title: "Use this Google account" };

/** The first time a Google account comes, its person says that it shall be theirs. */
export default async function ConfirmGooglePage() {
  const login = await pendingLogin();
  if (!login) redirect("/sign-in");
  return (
    <AuthLayout
      brand="Aperture"
      title="Use this Google account from now on?"
      note={
        <>
          Whoever can sign in to the Google account <strong>{login.email}</strong> can then sign in to Aperture as you.
        </>
      }
    >
      <ButtonForm action={confirmLoginAction}>Use this Google account</ButtonForm>
      <ButtonAnchor href="/sign-in">Sign in another way</ButtonAnchor>
    </AuthLayout>
  );
}
