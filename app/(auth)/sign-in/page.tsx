import type { Metadata, Route } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { findSignedIn } from "@/lib/auth/member-actor";
import { hasGoogle } from "@/lib/auth/google";
import { isDemo } from "@/lib/demo/is-demo";
import { isSetUp } from "@/lib/setup/queries";
import { toNextPath } from "@/lib/next-path";
import { CastList } from "./cast-list";
import { EmailForm } from "./email-form";
import { GoogleForm } from "./google-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage(props: PageProps<"/sign-in">) {
  const next = toNextPath((await props.searchParams).next);
  const { signedIn } = await findSignedIn(null);
  if (signedIn) redirect(next as Route);
  if (!(await isSetUp())) redirect("/set-up");
  return (
    <AuthLayout
      brand="Aperture"
      title="Sign in"
      note="With the address that you were invited by. There is no password."
      foot="Not invited yet? An account administrator of your company can invite you."
    >
      {hasGoogle() && (
        <>
          <GoogleForm next={next} />
          <p className="flex items-center gap-3 text-12 text-ink-3 before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
            or
          </p>
        </>
      )}
      <EmailForm next={next} />
      {isDemo() && <CastList />}
    </AuthLayout>
  );
}
