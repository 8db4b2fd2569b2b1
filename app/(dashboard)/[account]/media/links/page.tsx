import { Link2 } from "lucide-react";
import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formatCount } from "@/lib/format";
import { requirePage } from "@/lib/http/require-page";
import { can } from "@/lib/permissions/can";
import { listLinks } from "@/lib/share-links/queries/list-links";
import { findMediaSettings } from "@/lib/share-links/queries/settings";
import { LinkRulesButton } from "./link-rules-button";
import { LinksTable } from "./links-table";
import { OpenLink } from "./open-link";
import { readLinksSearch } from "./search";

export const metadata: Metadata = { title: "Share links" };

/** Every share link of the account; whoever manages single folders sees the links on those. */
export default async function LinksPage(props: PageProps<"/[account]/media/links">) {
  const actor = await requirePage(props, "shareLinks.create");
  const params = await props.searchParams;
  const { slug } = actor.account;
  const [{ rows, total, nextCursor, previousCursor }, rules] = await Promise.all([
    listLinks(actor, readLinksSearch(params)),
    findMediaSettings(actor),
  ]);
  const openId = typeof params.link === "string" ? params.link : undefined;
  const all = can(actor, "shareLinks.viewAll");
  return (
    <Split inspector={openId && <OpenLink key={openId} actor={actor} id={openId} rules={rules} params={params} />}>
      <PageHeader
        title="Share links"
        note={`${formatCount(total, { one: "link", other: "links" })} ${all ? "in the account" : "on what you manage"}`}
      >
        {can(actor, "settings.media") && <LinkRulesButton account={slug} saved={rules} />}
      </PageHeader>
      <LinksTable
        account={slug}
        rows={rows}
        pager={{ next: nextCursor, previous: previousCursor }}
        openId={openId}
        empty={
          <EmptyState icon={<Link2 aria-hidden />} title="Nobody holds a link yet">
            A link shows a file or folder to someone without an account, or takes files from them. Make one where you
            share: <strong className="font-strong">Share…</strong> in the menu of a file or folder.
          </EmptyState>
        }
      />
    </Split>
  );
}
