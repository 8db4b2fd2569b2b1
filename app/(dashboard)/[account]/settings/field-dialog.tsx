"use client";

import { useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { toast } from "@/components/overlay/toast";
import { TextField } from "@/components/ui/field";
import { Segment } from "@/components/ui/segment";
import { TokenField } from "@/components/ui/token-field";
import type { Field } from "@/lib/media/queries/fields";
import type { FieldKind } from "@/lib/media/rules/metadata";
import { answered } from "../answered";
import { undoing } from "../undoing";
import { useOnce } from "../use-once";
import { createFieldAction, editFieldAction } from "./field-actions";
import { FIELD_KIND_LABELS } from "./field-kinds";

type Props = { account: string; field?: Field; isOpen: boolean; onOpenChange: (open: boolean) => void };

const KINDS = Object.entries(FIELD_KIND_LABELS).map(([value, label]) => ({ value: value as FieldKind, label }));

/** A new field, or the name and choices of one; its kind stays what it was, because files have values of it. */
export default function FieldDialog({ account, field, isOpen, onOpenChange }: Props) {
  const [name, setName] = useState(field?.name ?? "");
  const [kind, setKind] = useState<FieldKind>(field?.kind ?? "text");
  const [choices, setChoices] = useState<string[]>(field?.choices ?? []);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const createField = useOnce(createFieldAction);
  const [pending, startTransition] = useTransition();
  const save = () =>
    startTransition(async () => {
      const wanted = { name, choices: kind === "choice" ? choices : [] };
      const result = field
        ? await answered(editFieldAction(account, { fieldId: field.id, ...wanted }))
        : await createField(account, { ...wanted, kind });
      if (!result.ok) {
        const faults = result.fields.map(({ path, message }) => [path.split(".")[0], message]);
        return setErrors(faults.length > 0 ? Object.fromEntries(faults) : { name: result.message });
      }
      if (field) {
        const back = { fieldId: field.id, name: field.name, choices: field.choices };
        toast({ message: `${name} saved`, undo: undoing(() => editFieldAction(account, back)) });
      }
      onOpenChange(false);
    });
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={field ? `Edit ${field.name}` : "Add a metadata field"}
      onSubmit={save}
      submit={field ? "Save field" : "Add field"}
      pending={pending}
    >
      <TextField
        label="Name"
        autoComplete="off"
        data-autofocus
        value={name}
        error={errors.name}
        onChange={({ target }) => setName(target.value)}
      />
      {!field && <Segment label="Kind" options={KINDS} value={kind} onChange={setKind} />}
      {kind === "choice" && (
        <TokenField
          label="Choices"
          spaces
          tokens={choices}
          error={errors.choices}
          hint={field ? "A file keeps its value when that is no longer a choice." : "Enter ends a choice."}
          onChange={setChoices}
        />
      )}
    </FormDialog>
  );
}
