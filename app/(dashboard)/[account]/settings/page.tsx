import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/http/require-page";
import { findDeletionFacts, findSettings } from "@/lib/settings/queries";
import { findMediaSettings } from "@/lib/share-links/queries/settings";
import { LinkRulesCard } from "../media/links/link-rules-card";
import { AccountCard } from "./account-card";
import { DangerCard } from "./danger-card";
import { KeysCard } from "./keys-card";
import { SignInPolicyCard } from "./sign-in-policy-card";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage(props: PageProps<"/[account]/settings">) {
  const actor = await requirePage(props, "settings.account");
  const { name, slug, emailDomains, googleOnly, sessionHours, keyDays, ...facts } = await findSettings(actor);
  const linkRules = await findMediaSettings(actor);
  return (
    <div className="page page-form">
      <PageHeader title="Settings" note="They apply to everyone in the account" />
      <div className="grid gap-5">
        <AccountCard account={slug} saved={{ name, slug }} />
        <SignInPolicyCard account={slug} saved={{ emailDomains, googleOnly, sessionHours }} {...facts} />
        <LinkRulesCard account={slug} saved={linkRules} />
        <KeysCard account={slug} saved={{ keyDays }} keysWithoutEnd={facts.keysWithoutEnd} />
        <DangerCard account={slug} name={name} facts={await findDeletionFacts(actor)} />
      </div>
    </div>
  );
}
