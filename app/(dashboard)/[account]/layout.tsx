import { headers } from "next/headers";
import { AppShell } from "@/components/shell/app-shell";
import { ThemeSwitch } from "@/components/shell/theme-switch";
import { EnvironmentProvider } from "@/components/ui/environment";
import { listAccountsOf, planLabel, seatUsage } from "@/lib/accounts/queries";
import type { MemberActor } from "@/lib/actor";
import { findSignedIn } from "@/lib/auth/member-actor";
import { preferredLocale } from "@/lib/http/locale";
import { requirePage } from "@/lib/http/require-page";
import { canEver } from "@/lib/permissions/can";
import { AccountMenu } from "./account-menu";
import { areasFor } from "./areas";
import { Breadcrumbs } from "./breadcrumbs";
import { LiveRefresh } from "./live-refresh";
import { MeMenu } from "./me-menu";
import { WorkHost } from "./media/tasks/work-host";
import { UploadHost } from "./media/upload/upload-host";
import { Palette } from "./palette";
import { SeatMeter } from "./seat-meter";

/** The shell around every page of an account: what stands in it is what this person may open. */
export default async function AccountLayout(props: LayoutProps<"/[account]">) {
  const actor = await requirePage(props);
  const { slug } = actor.account;
  const [{ signedIn }, accounts, all] = await Promise.all([
    findSignedIn(slug),
    listAccountsOf(actor.userId),
    headers(),
  ]);
  const groups = areasFor(actor).map(({ label, areas }) => ({
    label,
    items: areas.map(({ path, label, icon, goKey }) => ({ href: `/${slug}/${path}`, label, icon, goKey })),
  }));
  const places = groups.map(({ label, items }) => ({
    label,
    items: items.map(({ href, label }) => ({ href, label })),
  }));
  return (
    <EnvironmentProvider
      locale={preferredLocale(all.get("accept-language"))}
      zone={signedIn?.user.timeZone ?? "UTC"}
      mac={/Mac|iPhone|iPad/.test(all.get("user-agent") ?? "")}
    >
      <AppShell
        account={
          <AccountMenu
            current={slug}
            name={actor.account.name}
            note={planLabel(actor.account.plan)}
            accounts={accounts}
          />
        }
        search={<Palette account={slug} places={places} />}
        groups={groups}
        meter={await seatMeterFor(actor)}
        me={<MeMenu account={slug} name={actor.name} note={roleLabel(actor)} />}
        breadcrumb={<Breadcrumbs places={places} />}
        tools={<ThemeSwitch />}
        singleKeys={signedIn?.user.shortcuts}
      >
        {props.children}
      </AppShell>
      <LiveRefresh account={slug} />
      {canEver(actor, "media.view") && <WorkHost />}
      {canEver(actor, "media.upload") && <UploadHost account={slug} memberId={actor.memberId} />}
    </EnvironmentProvider>
  );
}

async function seatMeterFor(actor: MemberActor) {
  return canEver(actor, "users.view") ? <SeatMeter {...await seatUsage(actor)} /> : undefined;
}

/** The role, or what stands in its place. */
function roleLabel({ access }: MemberActor): string {
  const role = access.sources.find(({ kind }) => kind === "role");
  return role?.name ?? (access.sources.length > 0 ? "Single permissions" : "No access yet");
}
