import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { ButtonAnchor } from "@/components/ui/button";
import { hasGoogle } from "@/lib/auth/google";
import { findSignedIn } from "@/lib/auth/member-actor";
import { toNextPath } from "@/lib/next-path";
import type { UnmetPolicy } from "@/lib/sign-in/queries";
import { SignOutForm } from "../../sign-out/sign-out-form";
import { EmailForm } from "../email-form";
import { GoogleForm } from "../google-form";

export const metadata: Metadata = { title: "Sign in again" };

const REASONS: Record<UnmetPolicy, { title: string; note: (email: string) => string }> = {
  google: {
    title: "This account is open to sign-in with Google only",
    note: (email) => `Sign in with the Google account of ${email}.`,
  },
  newer: {
    title: "Sign in again",
    note: () => "This account asks for that after a while, as its administrators have set.",
  },
  address: {
    title: "This account is open to other addresses only",
    note: (email) => `${email} is not one of them any more. Its administrators can invite another address of yours.`,
  },
};

/** For a member whose session is good, but not for this account: its sign-in policy asks for more. */
export default async function SignInAgainPage(props: PageProps<"/sign-in/again">) {
  const { account, next: wanted } = await props.searchParams;
  const next = toNextPath(wanted);
  const { signedIn, unmet } = await findSignedIn(String(account));
  if (!signedIn || !unmet) redirect(next as Route);
  const { title, note } = REASONS[unmet];
  const { email } = signedIn.user;
  return (
    <AuthLayout brand="Aperture" title={title} note={note(email)}>
      {unmet !== "address" && hasGoogle() && <GoogleForm next={next} />}
      {unmet === "newer" && <EmailForm next={next} email={email} label={`Mail a link to ${email}`} />}
      <ButtonAnchor href="/accounts">Choose another account</ButtonAnchor>
      <SignOutForm />
    </AuthLayout>
  );
}
