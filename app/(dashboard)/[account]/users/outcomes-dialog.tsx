"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount } from "@/lib/format";
import type { Outcome } from "@/lib/users/commands/outcomes";

/** Who was left as they are in a change of many, each with the reason. */
export default function OutcomesDialog({ refused, onClose }: { refused: readonly Outcome[]; onClose: () => void }) {
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`${formatCount(refused.length, { one: "person", other: "people" })} could not be changed`}
      description="Everyone else who was selected is done."
      footer={
        <Button className="ml-auto" look="primary" data-autofocus onClick={onClose}>
          Close
        </Button>
      }
    >
      <DefinitionList
        items={refused.map(({ memberId, name, reason }) => ({ term: name ?? memberId, value: reason }))}
      />
    </Dialog>
  );
}
