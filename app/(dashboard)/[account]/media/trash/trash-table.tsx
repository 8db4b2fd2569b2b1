"use client";

import { Trash2 } from "lucide-react";
import type { Column } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import type { Pager } from "@/components/data-table/table-foot";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Time } from "@/components/ui/time";
import type { TrashRow } from "@/lib/media/queries/list-trash";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { newSubmission } from "../../use-once";
import { deleteItemsAction, restoreItemsAction } from "../actions";
import { tellRefusals } from "../tasks/outcomes";

type Props = { account: string; rows: TrashRow[]; pager: Pager };

export function TrashTable({ account, rows, pager }: Props) {
  const restore = async ({ kind, id, name }: TrashRow) => {
    const selection = { fileIds: kind === "file" ? [id] : [], folderIds: kind === "folder" ? [id] : [] };
    const result = await answered(restoreItemsAction(account, selection, newSubmission()));
    if (!result.ok) return toast({ tone: "crimson", message: result.message });
    const { outcomes, changed } = result.data;
    tellRefusals(outcomes);
    if (changed.fileIds.length + changed.folderIds.length > 0)
      toast({ message: `${name} is back`, undo: undoing(() => deleteItemsAction(account, changed, newSubmission())) });
  };
  const columns: Column<TrashRow>[] = [
    { id: "name", header: "Name", fixed: true, cell: ({ name }) => <span className="font-strong">{name}</span> },
    { id: "kind", header: "Kind", from: "md", cell: ({ kind }) => (kind === "folder" ? "Folder" : "File") },
    { id: "by", header: "Deleted by", from: "md", cell: ({ trashedBy }) => trashedBy },
    { id: "deleted", header: "Deleted", cell: ({ trashedAt }) => <Time value={trashedAt} sentence /> },
    { id: "gone", header: "Gone for good", from: "lg", cell: ({ purgeAt }) => <Time value={purgeAt} as="date" /> },
    {
      id: "restore",
      header: "Restore",
      headerHidden: true,
      fixed: true,
      align: "end",
      cell: (row) => (
        <Button size="sm" aria-label={`Restore ${row.name}`} onClick={() => void restore(row)}>
          Restore
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      label="Trash"
      rows={rows}
      columns={columns}
      rowId={(row) => row.id}
      rowName={(row) => row.name}
      note="Newest first"
      pager={pager}
      empty={
        <EmptyState icon={<Trash2 aria-hidden />} title="Nothing was deleted">
          What is deleted lies here before it is gone for good.
        </EmptyState>
      }
    />
  );
}
