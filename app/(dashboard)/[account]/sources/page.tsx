import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { requestsBySource } from "@/lib/analytics/queries/requests-by-source";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { can, canEver } from "@/lib/permissions/can";
import { describeCreatable } from "@/lib/sources/origins/registry";
import { listSources } from "@/lib/sources/queries/list-sources";
import { tabOf } from "./addresses";
import { CreateSourceButton } from "./create/create-source-button";
import { OpenSource } from "./inspector/open-source";
import { SourcesTable } from "./sources-table";
import { WhatSourcesAre } from "./what-sources-are";

/** That the requests of the list are of. */
const DAYS = 30;

export const metadata: Metadata = { title: "Sources" };

export default async function SourcesPage(props: PageProps<"/[account]/sources">) {
  const actor = await requirePage(props, "sources.view");
  const { source, tab } = await props.searchParams;
  const { slug } = actor.account;
  const [sources, requests] = await Promise.all([
    listSources(actor),
    canEver(actor, "analytics.view") ? requestsBySource(actor, DAYS) : null,
  ]);
  const openId = typeof source === "string" ? source : undefined;
  const creation = can(actor, "sources.create") && <CreateSourceButton account={slug} types={describeCreatable()} />;
  const rows = sources.map(({ createdAt: _created, deployedAt, ...row }) => ({
    ...row,
    requests: requests && (requests.get(row.id) ?? 0),
    deployedAt: deployedAt?.toISOString() ?? null,
  }));
  return (
    <Split inspector={openId && <OpenSource key={openId} actor={actor} id={openId} tab={tabOf(tab)} />}>
      <PageHeader title="Sources" note={formatCount(sources.length, { one: "source", other: "sources" })}>
        {creation}
      </PageHeader>
      <SourcesTable account={slug} rows={rows} days={requests ? DAYS : null} currentId={openId} />
      {sources.every(({ type }) => type === "library") && <WhatSourcesAre />}
    </Split>
  );
}
