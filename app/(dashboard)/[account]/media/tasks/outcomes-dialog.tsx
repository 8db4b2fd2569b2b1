"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount } from "@/lib/format";
import type { Outcome } from "@/lib/media/commands/outcomes";

/** What stayed as it was in a change of many, each with the reason. */
export default function OutcomesDialog({ refused, onClose }: { refused: readonly Outcome[]; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`${formatCount(refused.length, { one: "thing", other: "things" })} could not be changed`}
      description="Everything else that was selected is done."
      footer={
        <Button className="ml-auto" look="primary" data-autofocus onClick={onClose}>
          Close
        </Button>
      }
    >
      <DefinitionList items={refused.map(({ name, reason }) => ({ term: name ?? "Something", value: reason }))} />
    </Dialog>
  );
}
