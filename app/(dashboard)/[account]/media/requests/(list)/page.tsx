import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/http/require-page";
import { listRequests } from "@/lib/shares/queries/list-requests";
import { FolderPath } from "../../folder-path";
import { RequestCard } from "../request-card";

export const metadata: Metadata = { title: "Requests for access" };

/** What people ask to see, for those who can give it; the mail about a request leads here. */
export default async function RequestsPage(props: PageProps<"/[account]/media/requests">) {
  const actor = await requirePage(props, "media.share");
  const requests = await listRequests(actor);
  const { slug } = actor.account;
  return (
    <div className="page page-form">
      <FolderPath account={slug} above={[]} name="Requests" />
      <PageHeader title="Requests for access" note="Whoever asked is told your answer by mail" />
      {requests.length === 0 ? (
        <div className="rounded-card border border-line-2">
          <EmptyState icon={<Inbox aria-hidden />} title="Nobody is waiting for an answer">
            Requests for folders that you manage stand here.
          </EmptyState>
        </div>
      ) : (
        <ul className="grid gap-3">
          {requests.map((request) => (
            <li key={request.id}>
              <RequestCard account={slug} request={request} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
