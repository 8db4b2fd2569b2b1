import type { Metadata } from "next";
import { AuthLayout } from "@/components/shell/auth-layout";
import { Link } from "@/components/ui/link";
import { listAccountsOf, planLabel } from "@/lib/accounts/queries";
import { requireSignedIn } from "@/lib/http/require-page";
import { listOwnInvitations } from "@/lib/invitations/queries/list-own-invitations";
import { ButtonForm } from "../button-form";
import { SignOutForm } from "../sign-out/sign-out-form";
import { openOwnInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Your accounts" };

export default async function AccountsPage() {
  const { user } = await requireSignedIn();
  const [accounts, invitations] = await Promise.all([listAccountsOf(user.id), listOwnInvitations(user.id)]);
  const title = accounts.length > 0 ? "Choose an account" : "No account is open to you";
  return (
    <AuthLayout
      brand="Aperture"
      title={invitations.length > 0 ? "You are invited" : title}
      note={`You are signed in as ${user.email}.`}
      foot="Is an account missing? Its administrators can invite you by this address, or reactivate you."
    >
      {invitations.map(({ id, account, invitedBy }) => (
        <ButtonForm key={id} action={openOwnInvitationAction} fields={{ invitationId: id }}>
          See the invitation of {invitedBy} to {account}
        </ButtonForm>
      ))}
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
