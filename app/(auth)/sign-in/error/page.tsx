import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { ButtonAnchor } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not signed in" };

const UNKNOWN = {
  title: "This Google account opens nothing here",
  note: "Only people who are invited can sign in, with the address of their invitation. An account administrator of your company can invite you, or tell you which address it was.",
};

const FAILED = {
  title: "Signing in did not work",
  note: "What Google answered could not be accepted: the answer was too old, belonged to another browser, or was stopped half-way. Nothing was changed.",
};

/** Where a sign-in with Google ends that did not succeed; it never tells whether an address is known. */
export default async function SignInErrorPage(props: PageProps<"/sign-in/error">) {
  const { error } = await props.searchParams;
  return (
    <AuthLayout brand="Aperture" {...(error === "unknown" ? UNKNOWN : FAILED)}>
      <ButtonAnchor href="/sign-in" look="primary">
        Sign in again
      </ButtonAnchor>
    </AuthLayout>
  );
}
