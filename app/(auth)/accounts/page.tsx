import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { Link } from "@/components/ui/link";
import { listAccountsOf, planLabel } from "@/lib/accounts/queries";
import { requireSignedIn } from "@/lib/http/require-page";
import { SignOutForm } from "../sign-out/sign-out-form";

export const metadata: Metadata = { title: "Your accounts" };

export default async function AccountsPage() {
  const { user } = await requireSignedIn();
  const accounts = await listAccountsOf(user.id);
  return (
    <AuthLayout
      brand="Aperture"
      title={accounts.length > 0 ? "Choose an account" : "No account is open to you"}
      note={`You are signed in as ${user.email}.`}
      foot="Is an account missing? Its administrators can invite you by this address, or reactivate you."
    >
      {accounts.length > 0 && (
        <ul className="grid gap-2">
          {accounts.map(({ slug, name, plan }) => (
            <li key={slug}>
              <Link
                href={`/${slug}`}
                className="flex items-baseline justify-between gap-3 rounded-control border border-line-2 px-4 py-3 hover:border-control"
              >
                <span className="font-strong">{name}</span>
                <span className="text-12 text-ink-2">{planLabel(plan)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      <SignOutForm />
    </AuthLayout>
  );
}
