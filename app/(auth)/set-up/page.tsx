import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthLayout } from "@/components/shell/auth-layout";
import { isSetUp } from "@/lib/setup/queries";

export const metadata: Metadata = { title: "Set up" };

export default async function NotSetUpPage() {
  if (await isSetUp()) redirect("/");
  return (
    <AuthLayout
      brand="Aperture"
      title="This server is not set up yet"
      note="Whoever started it finds a one-time link in the terminal, below the address. Starting it again makes a new one."
    >
      <p className="text-13 text-ink-2">The link makes the first account and its first administrator.</p>
    </AuthLayout>
  );
}
