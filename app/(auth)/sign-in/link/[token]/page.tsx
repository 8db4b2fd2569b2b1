import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { ButtonAnchor } from "@/components/ui/button";
import { readCookie } from "@/lib/auth/cookies";
import { findLinkState } from "@/lib/sign-in/queries";
import { ButtonForm } from "../../../button-form";
import { redeemLinkAction } from "../../actions";

export const metadata: Metadata = { title: "Sign in" };

const REFUSALS = {
  closed: {
    title: "This link is no longer good",
    note: "It was used before, has run out, or a newer one took its place.",
  },
  other_browser: {
    title: "This is another browser",
    note: "A link works only where it was asked for. Open it there, or ask for one here.",
  },
};

/** Looking changes nothing, because mail programs look too; the button signs in. */
export default async function LinkPage(props: PageProps<"/sign-in/link/[token]">) {
  const { token } = await props.params;
  const state = await findLinkState(token, await readCookie("browser"));
  if (state !== "open")
    return (
      <AuthLayout brand="Aperture" {...REFUSALS[state]}>
        <ButtonAnchor href="/sign-in" look="primary">
          Ask for a new link
        </ButtonAnchor>
      </AuthLayout>
    );
  return (
    <AuthLayout brand="Aperture" title="Sign in to Aperture" note="You opened the link that was mailed to you.">
      <ButtonForm action={redeemLinkAction} fields={{ token }}>
        Sign in
      </ButtonForm>
    </AuthLayout>
  );
}
