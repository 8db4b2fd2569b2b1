import type { Metadata } from "next";
import { Split } from "@/components/shell/inspector";
import { PageHeader } from "@/components/ui/page-header";
import { readSearch } from "@/lib/http/read-search";
import { requirePage } from "@/lib/http/require-page";
import { trashSearch } from "@/lib/media/input/search";
import { listTrash } from "@/lib/media/queries/list-trash";
import { TRASH_DAYS } from "@/lib/media/rules/limits";
import { FolderPath } from "../folder-path";
import { TrashTable } from "./trash-table";

export const metadata: Metadata = { title: "Trash" };

export default async function TrashPage(props: PageProps<"/[account]/media/trash">) {
  const actor = await requirePage(props, "media.restore");
  const { after, before } = await props.searchParams;
  const { rows, nextCursor, previousCursor } = await listTrash(
    actor,
    readSearch(trashSearch, { cursor: after ?? before }),
  );
  const { slug } = actor.account;
  return (
    <Split>
      <FolderPath account={slug} above={[]} name="Trash" />
      <PageHeader title="Trash" note={`What is deleted can be restored for ${TRASH_DAYS} days`} />
      <TrashTable account={slug} rows={rows} pager={{ next: nextCursor, previous: previousCursor }} />
    </Split>
  );
}
