import { Inspector } from "@/components/shell/inspector";
import { EmptyState } from "@/components/ui/empty-state";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import type { MemberActor } from "@/lib/actor";
import { orNull } from "@/lib/http/or-null";
import { describeType } from "@/lib/sources/origins/registry";
import { findSource } from "@/lib/sources/queries/find-source";
import { listHref, SOURCE_TABS, type SourceTab, sourceHref } from "../addresses";
import { StatusTag } from "../status-tag";
import { TypeIcon } from "../type-icon";
import { DeploymentsTab } from "./deployments-tab";
import { DraftBar } from "./draft-bar";
import { OverviewTab } from "./overview-tab";
import { SettingsForm } from "./settings-form";
import { SourceMenu } from "./source-menu";

const LABELS: Record<SourceTab, string> = { overview: "Overview", settings: "Settings", deployments: "Deployments" };

/** The source that the address names, beside the list; the same words for one that never was and one out of reach. */
export async function OpenSource({ actor, id, tab }: { actor: MemberActor; id: string; tab: SourceTab }) {
  const { slug: account } = actor.account;
  const source = await orNull(findSource(actor, id));
  if (!source)
    return (
      <Inspector title="No source" closeHref={listHref(account)}>
        <EmptyState title="There is no source at this address">It was deleted, or the link is not complete.</EmptyState>
      </Inspector>
    );
  const { name, type, typeLabel, status, slug, can, changes, deployment, requests, live, draft, secretsSet } = source;
  const newest = source.deployments[0];
  const config = draft ?? live;
  const isBusy = status === "deploying" || status === "disabled";
  return (
    <Inspector
      title={name}
      avatar={
        <span className="avatar avatar-square" aria-hidden>
          <TypeIcon type={type} className="size-5" />
        </span>
      }
      detail={
        <>
          <StatusTag status={status} />
          {changes.length > 0 && <Tag tone="amber">Draft</Tag>}
          {typeLabel}
        </>
      }
      closeHref={listHref(account)}
      menu={<SourceMenu account={account} source={{ id, slug, name, status, requests, can }} />}
      tabs={
        <Tabs
          label={`About ${name}`}
          items={SOURCE_TABS.map((each) => ({
            href: sourceHref(account, id, each),
            label: LABELS[each],
            current: each === tab,
            ...(each === "deployments" && { count: newest?.number }),
          }))}
        />
      }
    >
      <div className="flex min-h-full flex-col gap-5">
        {(changes.length > 0 || status === "failed") && can.deploy && (
          <DraftBar
            account={account}
            source={{ id, name, status, deployment, isBusy }}
            changes={changes}
            failure={status === "failed" ? (newest?.log.at(-1)?.says ?? null) : null}
          />
        )}
        {tab === "overview" && <OverviewTab account={account} source={source} />}
        {tab === "settings" && config && (
          <SettingsForm
            account={account}
            sourceId={id}
            type={describeType(type)}
            saved={{ name, slug }}
            config={config}
            kept={secretsSet}
            readOnly={!can.edit}
          />
        )}
        {tab === "deployments" && <DeploymentsTab account={account} source={source} isBusy={isBusy} />}
      </div>
    </Inspector>
  );
}
