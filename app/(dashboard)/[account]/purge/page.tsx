import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { orNull } from "@/lib/http/or-null";
import { readSearch } from "@/lib/http/read-search";
import { requirePage } from "@/lib/http/require-page";
import { purgesSearch } from "@/lib/purge/input";
import { findPurgePage } from "@/lib/purge/queries/find-purge-page";
import { findPurge, listPurges } from "@/lib/purge/queries/list-purges";
import { CheckCard } from "./check-card";
import { HookCard } from "./hook/hook-card";
import { PurgeForm } from "./form/purge-form";
import { PurgeInspector } from "./purge-inspector";
import { PurgesTable } from "./purges-table";

export const metadata: Metadata = { title: "Purge" };

export default async function PurgePage(props: PageProps<"/[account]/purge">) {
  const actor = await requirePage(props, "purge.view");
  const { slug } = actor.account;
  const { purge: openId, lines, after, before } = await props.searchParams;
  const [{ site, quota, hook, can }, history, open] = await Promise.all([
    findPurgePage(actor),
    listPurges(actor, readSearch(purgesSearch, { cursor: after ?? before })),
    typeof openId === "string" ? orNull(findPurge(actor, openId)) : null,
  ]);
  return (
    <Split inspector={open && <PurgeInspector key={open.id} account={slug} purge={open} />}>
      <PageHeader title="Purge" note="What is purged is made anew the next time it is asked for, on every server" />
      <div className="@container">
        <div className="grid grid-cols-1 items-start gap-5 @min-[760px]:grid-cols-[minmax(0,1fr)_320px]">
          <PurgeForm
            account={slug}
            site={site}
            quota={quota}
            findsMedia={can.findMedia && site.library}
            begin={typeof lines === "string" ? lines : ""}
          />
          <div className="grid gap-5">
            <CheckCard account={slug} sources={site.sources} />
            {can.editHook && <HookCard account={slug} hook={hook} />}
          </div>
        </div>
      </div>
      <h2 className="mt-8 mb-3 text-16">History</h2>
      <PurgesTable
        rows={history.rows}
        currentId={open?.id}
        pager={{ next: history.nextCursor, previous: history.previousCursor }}
      />
    </Split>
  );
}
