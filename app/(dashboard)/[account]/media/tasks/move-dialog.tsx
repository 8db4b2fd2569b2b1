"use client";

import { ChevronRight, Folder } from "lucide-react";
import { useEffect, useState, useTransition } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { undoing } from "../../undoing";
import { findDestinationAction, moveItemsAction } from "../actions";
import { type MediaRow, nameOf, selectionOf } from "../item";
import { tellRefusals } from "./outcomes";
import type { TaskDialogProps } from "./task-dialog-props";

type Place = {
  id: string | null;
  name: string;
  above: { id: string | null; name: string }[];
  canPut: boolean;
  folders: { id: string; name: string }[];
};

/** Walks through the folders that are open to the reader, and puts the things into the one that is shown. */
export default function MoveDialog({ account, rows, ...dialog }: TaskDialogProps & { rows: readonly MediaRow[] }) {
  const [folderId, setFolderId] = useState<string | null>(null);
  const { place, problem } = usePlace(account, folderId);
  const [pending, startTransition] = useTransition();
  const moving = new Set(rows.map(({ id }) => id));
  const move = () =>
    startTransition(async () => {
      const result = await moveItemsAction(account, { ...selectionOf(rows), toId: folderId, clash: "keep" });
      if (!result.ok) return toast({ tone: "crimson", message: result.message });
      const { outcomes, before } = result.data;
      tellRefusals(outcomes);
      const [back] = before;
      if (back)
        toast({
          message: `${nameOf(rows)} moved to ${place?.name}`,
          undo: undoing(() => moveItemsAction(account, back)),
        });
      dialog.onOpenChange(false);
    });
  return (
    <Dialog
      {...dialog}
      title={`Move ${nameOf(rows)}`}
      description="Links and shares on it stay; what comes from the folder changes with the place."
      footer={
        <Button look="primary" className="ml-auto" disabled={!place?.canPut} pending={pending} onClick={move}>
          Move to {place?.name ?? "…"}
        </Button>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {place && (
        <>
          <ol aria-label="Where it goes" className="flex flex-wrap items-center gap-1.5 text-13">
            {place.above.map((step) => (
              <li key={step.id} className="flex items-center gap-1.5">
                <button type="button" className="link-text" onClick={() => setFolderId(step.id)}>
                  {step.name}
                </button>
                <ChevronRight aria-hidden className="size-3 text-ink-3" />
              </li>
            ))}
            <li className="font-strong">{place.name}</li>
          </ol>
          <ul aria-label={`Folders in ${place.name}`} className="rounded-card border border-line">
            {place.folders
              .filter(({ id }) => !moving.has(id))
              .map((folder) => (
                <li key={folder.id} className="border-t border-line first:border-t-0">
                  <button
                    type="button"
                    className="flex w-full items-center gap-2.5 px-3 py-2 text-left text-13 hover:bg-surface-2"
                    onClick={() => setFolderId(folder.id)}
                  >
                    <Folder aria-hidden className="size-4 text-ink-3" />
                    <span className="truncate">{folder.name}</span>
                    <ChevronRight aria-hidden className="ml-auto size-4 text-ink-3" />
                  </button>
                </li>
              ))}
            {place.folders.length === 0 && <li className="px-3 py-2 text-13 text-ink-2">No folders in here.</li>}
          </ul>
        </>
      )}
    </Dialog>
  );
}

/** The folder that is looked into; an answer that comes too late is dropped. */
function usePlace(account: string, folderId: string | null) {
  const [place, setPlace] = useState<Place>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let late = false;
    void findDestinationAction(account, { folderId }).then((result) => {
      if (late) return;
      if (result.ok) setPlace(result.data);
      setProblem(result.ok ? undefined : result.message);
    });
    return () => {
      late = true;
    };
  }, [account, folderId]);
  return { place, problem };
}
