import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { ButtonAnchor } from "@/components/ui/button";

export const metadata: Metadata = { title: "Signed out" };

export default function SignedOutPage() {
  return (
    <AuthLayout brand="Aperture" title="You are signed out" note="In this browser. Your other sessions go on.">
      <ButtonAnchor href="/sign-in" look="primary">
        Sign in again
      </ButtonAnchor>
    </AuthLayout>
  );
}
