import { FileQuestionMark } from "lucide-react";
import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requirePage } from "@/lib/http/require-page";
import { requestAccessInput } from "@/lib/shares/input";
import { FolderPath } from "../../folder-path";
import { RequestForm } from "./request-form";

export const metadata: Metadata = { title: "Ask for access" };

/** For whoever was sent the address of a folder that is not open to them. It is the same page whether there is one or not. */
export default async function NewRequestPage(props: PageProps<"/[account]/media/requests/new">) {
  const actor = await requirePage(props, "access.request");
  const { folder } = await props.searchParams;
  const named = requestAccessInput.shape.folderId.safeParse(folder);
  const { slug } = actor.account;
  return (
    <div className="page page-form">
      <FolderPath account={slug} above={[]} name="Ask for access" />
      <PageHeader
        title="Ask for access"
        note="If there is such a folder, those who manage it get a mail and can answer"
      />
      {named.success ? (
        <RequestForm account={slug} folderId={named.data} />
      ) : (
        <EmptyState icon={<FileQuestionMark aria-hidden />} title="Which folder?">
          Open the address of the folder that you were sent.
        </EmptyState>
      )}
    </div>
  );
}
