"use client";

import { useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { toast } from "@/components/overlay/toast";
import { TextField } from "@/components/ui/field";
import { undoing } from "../undoing";
import { newSubmission, useOnce } from "../use-once";
import { createFolderAction, deleteItemsAction } from "./actions";

type Props = OverlayProps & { account: string; parentId: string | null };

export default function CreateFolderDialog({ account, parentId, isOpen, onOpenChange }: Props) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const createFolder = useOnce(createFolderAction);
  const [pending, startTransition] = useTransition();
  const create = () =>
    startTransition(async () => {
      const result = await createFolder(account, { name, parentId });
      if (!result.ok) return setError(result.fields[0]?.message ?? result.message);
      const made = { fileIds: [], folderIds: [result.data.id] };
      toast({ message: `Folder ${name} made`, undo: undoing(() => deleteItemsAction(account, made, newSubmission())) });
      onOpenChange(false);
    });
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title="New folder"
      description="Whoever makes a folder owns it."
      onSubmit={create}
      submit="Make folder"
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
