import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import type { MemberActor } from "@/lib/actor";
import { requirePage } from "@/lib/http/require-page";
import { listFields } from "@/lib/media/queries/fields";
import { can } from "@/lib/permissions/can";
import { findDeletionFacts, findSettings } from "@/lib/settings/queries";
import { findMediaSettings } from "@/lib/share-links/queries/settings";
import { LinkRulesCard } from "../media/links/link-rules-card";
import { AccountCard } from "./account-card";
import { DangerCard } from "./danger-card";
import { FieldsCard } from "./fields-card";
import { KeysCard } from "./keys-card";
import { SignInPolicyCard } from "./sign-in-policy-card";

export const metadata: Metadata = { title: "Settings" };

/** The account's own settings are for its administrators; those of the library also for whoever edits it. */
export default async function SettingsPage(props: PageProps<"/[account]/settings">) {
  const actor = await requirePage(props, "settings.media");
  const { slug, name } = actor.account;
  const mayAll = can(actor, "settings.account");
  return (
    <div className="page page-form">
      <PageHeader title="Settings" note="They apply to everyone in the account" />
      <div className="grid gap-5">
        {mayAll && <AccountSettings actor={actor} />}
        <LinkRulesCard account={slug} saved={await findMediaSettings(actor)} />
        <FieldsCard account={slug} fields={await listFields(actor)} />
        {mayAll && <DangerCard account={slug} name={name} facts={await findDeletionFacts(actor)} />}
      </div>
    </div>
  );
}

async function AccountSettings({ actor }: { actor: MemberActor }) {
  const { name, slug, emailDomains, googleOnly, sessionHours, keyDays, ...facts } = await findSettings(actor);
  return (
    <>
      <AccountCard account={slug} saved={{ name, slug }} />
      <SignInPolicyCard account={slug} saved={{ emailDomains, googleOnly, sessionHours }} {...facts} />
      <KeysCard account={slug} saved={{ keyDays }} keysWithoutEnd={facts.keysWithoutEnd} />
    </>
  );
}
