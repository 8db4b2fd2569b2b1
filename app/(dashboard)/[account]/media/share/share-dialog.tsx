"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Loading } from "@/components/ui/skeleton";
import type { TaskDialogProps } from "../tasks/task-dialog-props";
import { AddGrantee } from "./add-grantee";
import { LinksSection } from "./links-section";
import type { SharedItem } from "./shared-item";
import { useSharing } from "./use-sharing";
import { WhoHasAccess } from "./who-has-access";

/** Who has a file or folder, by any way, and its links. Nothing waits for a save. */
export default function ShareDialog({ account, item, ...dialog }: TaskDialogProps & { item: SharedItem }) {
  const { sharing, problem, load, change, setShare } = useSharing(account, item);
  return (
    <Dialog
      isOpen={dialog.isOpen}
      onOpenChange={dialog.onOpenChange}
      title={`Share ${item.name}`}
      description={item.kind === "folder" ? "With everything in it, now and later" : "This file alone"}
      footer={
        <>
          <span className="text-13 text-ink-2">Changes apply at once</span>
          <Button className="ml-auto" onClick={() => dialog.onOpenChange(false)}>
            Done
          </Button>
        </>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      <AddGrantee account={account} onAdd={setShare} />
      {sharing ? (
        <>
          <WhoHasAccess account={account} access={sharing.access} onChange={setShare} />
          <LinksSection account={account} item={item} sharing={sharing} load={load} change={change} />
        </>
      ) : (
        !problem && <Loading />
      )}
    </Dialog>
  );
}
