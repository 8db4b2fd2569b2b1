"use client";

import { useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { toast } from "@/components/overlay/toast";
import { TextField } from "@/components/ui/field";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { renameFileAction, renameFolderAction } from "../actions";
import type { MediaRow } from "../item";
import type { TaskDialogProps } from "./task-dialog-props";

/** Links, shares and collections go on pointing to what is renamed. */
export default function RenameDialog({ account, row, ...dialog }: TaskDialogProps & { row: MediaRow }) {
  const [name, setName] = useState(row.name);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const rename = (to: string): Promise<ActionResult<unknown>> =>
    row.kind === "file"
      ? renameFileAction(account, { fileId: row.id, name: to })
      : renameFolderAction(account, { folderId: row.id, name: to });
  const save = () =>
    startTransition(async () => {
      const result = await answered(rename(name));
      if (!result.ok) return setError(result.fields[0]?.message ?? result.message);
      toast({ message: `${row.name} is now ${name}`, undo: undoing(() => rename(row.name)) });
      dialog.onOpenChange(false);
    });
  return (
    <FormDialog
      {...dialog}
      size="sm"
      title={`Rename ${row.name}`}
      onSubmit={save}
      submit={`Rename ${row.kind}`}
      pending={pending}
    >
      <TextField
        label="Name"
        data-autofocus
        autoComplete="off"
        value={name}
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
