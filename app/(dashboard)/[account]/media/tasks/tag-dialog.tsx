"use client";

import { useState } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { CheckboxField } from "@/components/ui/checkbox";
import type { FileRow } from "@/lib/media/queries/rows";
import { nameOf } from "../item";
import { TagsInput } from "../tags-input";
import type { TaskDialogProps } from "./task-dialog-props";

type Props = TaskDialogProps & {
  rows: readonly FileRow[];
  onChoose: (change: { add: string[]; remove: string[] }) => void;
};

/** Adds tags to all of them; those that some have can be kept or taken away. */
export default function TagDialog({ account, rows, onChoose, isOpen, onOpenChange }: Props) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const counts = new Map<string, number>();
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const present = [...counts].toSorted(([one], [other]) => one.localeCompare(other));
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={`Tag ${nameOf(rows)}`}
      onSubmit={() => {
        if (add.length + remove.length > 0) onChoose({ add, remove });
      }}
      submit="Change tags"
      disabled={add.length + remove.length === 0}
    >
      {/* As tall as the list of tags that opens over it. */}
      <div className="grid min-h-60 content-start gap-[18px]">
        <TagsInput
          account={account}
          label="Add tags"
          data-autofocus
          tags={add}
          onChange={setAdd}
          hint="Enter ends a tag."
        />
        {present.length > 0 && (
          <fieldset>
            <legend className="label-text mb-1">Keep</legend>
            {present.map(([tag, count]) => (
              <CheckboxField
                key={tag}
                label={tag}
                hint={rows.length > 1 ? `On ${count} of ${rows.length}` : undefined}
                checked={!remove.includes(tag)}
                onChange={({ target }) =>
                  setRemove(target.checked ? remove.filter((one) => one !== tag) : [...remove, tag])
                }
              />
            ))}
          </fieldset>
        )}
      </div>
    </FormDialog>
  );
}
