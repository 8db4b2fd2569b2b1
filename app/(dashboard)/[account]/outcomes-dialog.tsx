"use client";

import { Dialog } from "@/components/overlay/dialog";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { formatCount } from "@/lib/format";

type Props = {
  of: keyof typeof WORDS;
  refused: readonly { name: string | null; reason: string | null }[];
  onClose: () => void;
};

const WORDS = {
  people: { one: "person", other: "people", rest: "Everyone else who was selected is done." },
  things: { one: "thing", other: "things", rest: "Everything else that was selected is done." },
};

/** Who or what stayed as it was in a change of many, each with the reason. */
export default function OutcomesDialog({ of, refused, onClose }: Props) {
  const words = WORDS[of];
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={`${formatCount(refused.length, words)} could not be changed`}
      description={words.rest}
      footer={
        <Button className="ml-auto" look="primary" data-autofocus onClick={onClose}>
          Close
        </Button>
      }
    >
      <DefinitionList
        items={refused.map(({ name, reason }) => ({ term: name ?? `No such ${words.one}`, value: reason }))}
      />
    </Dialog>
  );
}
