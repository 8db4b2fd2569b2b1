import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { env } from "@/lib/env";
import { isSetUp, isSetupLinkOpen } from "@/lib/setup/queries";
import { SetupForm } from "./setup-form";

export const metadata: Metadata = { title: "Set up" };

export default async function SetupPage(props: PageProps<"/set-up/[token]">) {
  const { token } = await props.params;
  if (await isSetUp()) redirect("/");
  if (!(await isSetupLinkOpen(token)))
    return (
      <AuthLayout
        brand="Aperture"
        title="This set-up link is no longer good"
        note="It was used before, has run out, or a newer one took its place. Start the server again for a new one."
      >
        {null}
      </AuthLayout>
    );
  return (
    <AuthLayout brand="Aperture" title="Set up Aperture" note="One account, and you as its first administrator.">
      <SetupForm token={token} address={new URL(env().APERTURE_URL).host} />
    </AuthLayout>
  );
}
