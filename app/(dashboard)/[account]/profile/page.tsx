import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { findSignedIn } from "@/lib/auth/member-actor";
import { requirePage } from "@/lib/http/require-page";
import { findOwnAccess, findOwnSessions } from "@/lib/profile/queries";
import { AccessCard } from "./access-card";
import { AppearanceCard } from "./appearance-card";
import { LeaveCard } from "./leave-card";
import { NameCard } from "./name-card";
import { SessionsCard } from "./sessions-card";
import { SignInCard } from "./sign-in-card";
import { TIME_ZONES } from "./time-zones";

export const metadata: Metadata = { title: "Profile" };

export default async function ProfilePage(props: PageProps<"/[account]/profile">) {
  const actor = await requirePage(props, "profile.view");
  const { slug: account, name: accountName } = actor.account;
  const [{ signedIn }, access, { sessions, logins }] = await Promise.all([
    findSignedIn(account),
    findOwnAccess(actor),
    findOwnSessions(actor),
  ]);
  if (!signedIn) return null;
  const { name, email, timeZone, shortcuts } = signedIn.user;
  return (
    <div className="page page-form">
      <PageHeader title="Profile" note={email} />
      <div className="grid gap-5">
        <NameCard account={account} name={name} timeZone={timeZone} zones={TIME_ZONES} />
        <AppearanceCard account={account} shortcuts={shortcuts} />
        <AccessCard actor={actor} access={access} />
        <SessionsCard account={account} sessions={sessions} current={actor.sessionId} />
        <SignInCard account={account} email={email} logins={logins} />
        <LeaveCard account={account} accountName={accountName} />
      </div>
    </div>
  );
}
