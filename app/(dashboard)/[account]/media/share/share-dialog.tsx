"use client";

import { useState } from "react";
import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Loading } from "@/components/ui/skeleton";
import type { TaskDialogProps } from "../tasks/task-dialog-props";
import { AddGrantee } from "./add-grantee";
import { CheckAccess } from "./check-access";
import type { Sharing } from "./find-sharing";
import { LinksSection } from "./links-section";
import { PreviewAs } from "./preview-as";
import type { SharedItem } from "./shared-item";
import { useSharing } from "./use-sharing";
import { WhoHasAccess } from "./who-has-access";

/** Who has a file or folder, by any way, and its links. Nothing waits for a save. */
export default function ShareDialog({ account, item, ...dialog }: TaskDialogProps & { item: SharedItem }) {
  const { sharing, problem, load, change, setShares } = useSharing(account, item);
  const [shown, setShown] = useState<keyof typeof TITLES>("sharing");
  const back = () => setShown("sharing");
  return (
    <Dialog
      isOpen={dialog.isOpen}
      onOpenChange={dialog.onOpenChange}
      title={`${TITLES[shown]} ${item.name}`}
      description={shown === "sharing" && REACHES[item.kind]}
      footer={
        <>
          <span className="mr-auto text-13 text-ink-2">{shown === "sharing" && "Changes apply at once"}</span>
          {shown === "sharing" && (
            <Button look="quiet" onClick={() => setShown("preview")}>
              Preview as guest
            </Button>
          )}
          <Button onClick={() => dialog.onOpenChange(false)}>Done</Button>
        </>
      }
    >
      {problem && (
        <Callout tone="crimson" role="alert">
          {problem}
        </Callout>
      )}
      {shown === "check" && <CheckAccess account={account} item={item} known={knownIn(sharing)} onBack={back} />}
      {shown === "preview" && <PreviewAs account={account} item={item} known={knownIn(sharing)} onBack={back} />}
      {shown === "sharing" && (
        <>
          <AddGrantee account={account} onAdd={setShares} />
          {sharing ? (
            <>
              <WhoHasAccess
                account={account}
                access={sharing.access}
                onChange={setShares}
                onCheck={() => setShown("check")}
              />
              <LinksSection account={account} item={item} sharing={sharing} load={load} change={change} />
            </>
          ) : (
            !problem && <Loading />
          )}
        </>
      )}
    </Dialog>
  );
}

const TITLES = { sharing: "Share", check: "Access to", preview: "Preview" };

const REACHES = {
  file: "This file alone",
  folder: "With everything in it, now and later",
  collection: "Every file in it can be seen, now and later",
};

const KNOWN = 6;

/** Those who reach it, guests first. */
function knownIn(sharing: Sharing | undefined) {
  if (!sharing) return [];
  const { people, byRole } = sharing.access;
  return [...people, ...byRole.map(({ id, name }) => ({ id, name, email: null }))].slice(0, KNOWN);
}
