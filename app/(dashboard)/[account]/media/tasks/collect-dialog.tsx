"use client";

import { Images } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { TextField } from "@/components/ui/field";
import { formatCount } from "@/lib/format";
import type { CollectionRow, FileRow } from "@/lib/media/queries/rows";
import { answered } from "../../answered";
import { useOnce } from "../../use-once";
import { createCollectionAction, listCollectionsAction } from "../actions";
import { nameOf } from "../item";
import type { TaskDialogProps } from "./task-dialog-props";

type Props = TaskDialogProps & {
  rows: readonly FileRow[];
  onChoose: (collection: { id: string; name: string }) => void;
};

/** Puts files into one of the collections that take them, or into a new one. */
export default function CollectDialog({ account, rows, onChoose, ...dialog }: Props) {
  const [collections, setCollections] = useState<CollectionRow[]>();
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const createCollection = useOnce(createCollectionAction);
  const [pending, startTransition] = useTransition();
  useEffect(() => {
    void answered(listCollectionsAction(account, {})).then((result) => {
      if (result.ok) setCollections(result.data.rows);
      else setError(result.message);
    });
  }, [account]);
  const create = () =>
    startTransition(async () => {
      const result = await createCollection(account, { name });
      if (result.ok) onChoose({ id: result.data.id, name });
      else setError(result.fields[0]?.message ?? result.message);
    });
  const open = collections?.filter(({ can }) => can.addFiles) ?? [];
  return (
    <FormDialog
      {...dialog}
      size="sm"
      title={`Collect ${nameOf(rows)}`}
      description="Whoever the collection is shared with can see what is in it. The files stay where they are."
      onSubmit={create}
      submit="Make and add"
      disabled={!name}
      pending={pending}
    >
      {open.length > 0 && (
        <ul aria-label="Collections" className="max-h-64 overflow-y-auto rounded-card border border-line">
          {open.map((collection) => (
            <li key={collection.id} className="border-t border-line first:border-t-0">
              <button
                type="button"
                className="flex w-full items-center gap-2.5 px-3 py-2 text-left text-13 hover:bg-surface-2"
                onClick={() => onChoose(collection)}
              >
                <Images aria-hidden className="size-4 flex-none text-ink-3" />
                <span className="truncate">{collection.name}</span>
                <span className="ml-auto flex-none text-12 text-ink-2">
                  {formatCount(collection.fileCount, { one: "file", other: "files" })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label="New collection"
        autoComplete="off"
        data-autofocus
        value={name}
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
    </FormDialog>
  );
}
