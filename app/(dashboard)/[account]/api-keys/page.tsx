import { KeyRound } from "lucide-react";
import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { countKeys } from "@/lib/api-keys/queries/count-keys";
import { findLatestEnd } from "@/lib/api-keys/queries/latest-end";
import { listKeyOwners } from "@/lib/api-keys/queries/list-key-owners";
import { listKeys } from "@/lib/api-keys/queries/list-keys";
import { env } from "@/lib/env";
import { requirePage } from "@/lib/http/require-page";
import { neighboursOf } from "@/components/data-table/neighbours";
import { toQuery } from "@/lib/http/read-search";
import { openHref } from "./addresses";
import { CreateKeyButton } from "./create/create-key-button";
import { samplesFor, VARIABLE } from "./form/samples";
import { sourceChoices } from "./form/source-choices";
import { OpenKey } from "./inspector/open-key";
import { KeysTable } from "./keys-table";
import { toListRow } from "./list-row";
import { PlanFull } from "./plan-full";
import { RevealHost } from "./reveal/reveal-host";
import { readKeysSearch } from "./search";

export const metadata: Metadata = { title: "API keys" };

export default async function ApiKeysPage(props: PageProps<"/[account]/api-keys">) {
  const actor = await requirePage(props, "apiKeys.view");
  const params = await props.searchParams;
  const query = toQuery(params);
  const [{ rows, total, nextCursor, previousCursor }, { used, limit }, latest, owners, sources] = await Promise.all([
    listKeys(actor, readKeysSearch(params)),
    countKeys(actor),
    findLatestEnd(actor),
    listKeyOwners(actor),
    sourceChoices(actor),
  ]);
  const account = actor.account.slug;
  const path = `/${account}/api-keys`;
  const url = env().APERTURE_URL;
  const openId = query.get("key");
  const list = { ids: rows.map(({ id }) => id), total, first: previousCursor === null };
  const creation = {
    account,
    url,
    owner: { name: actor.name, permissions: actor.permissions },
    latest: latest?.toISOString() ?? null,
    sources,
  };
  const full = used >= limit;
  return (
    <Split
      inspector={
        openId && (
          <OpenKey
            key={openId}
            actor={actor}
            id={openId}
            query={query}
            neighbours={neighboursOf(openId, list, path, query, openHref)}
          />
        )
      }
    >
      <PageHeader title="API keys" note={`${used} of ${limit} keys in use`}>
        <CreateKeyButton {...creation} disabled={full} />
      </PageHeader>
      {full && <PlanFull actor={actor} limit={limit} />}
      <KeysTable
        account={account}
        rows={rows.map((row) => toListRow(row, actor.memberId))}
        owners={owners}
        total={total}
        pager={{ next: nextCursor, previous: previousCursor }}
        openId={openId ?? undefined}
        empty={
          <EmptyState
            icon={<KeyRound aria-hidden />}
            title="No API keys yet"
            action={<CreateKeyButton {...creation} disabled={full} quiet />}
            example={<CodeBlock samples={samplesFor(url)} highlight={`$${VARIABLE}`} />}
          >
            A key lets a program do what you may, or less of it.
          </EmptyState>
        }
      />
      <RevealHost account={account} url={url} />
    </Split>
  );
}
