"use client";

import { useState, useTransition } from "react";
import { FormDialog } from "@/components/overlay/form-dialog";
import { TextField } from "@/components/ui/field";
import type { ActionResult } from "@/lib/http/define-action";

type Wanted = { name: string; description: string };

type Props = {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  action: string;
  saved?: Wanted;
  save: (wanted: Wanted) => Promise<ActionResult<unknown>>;
};

/** Name and description of a collection; closes once they are saved. */
export function CollectionForm({ isOpen, onOpenChange, title, action, saved, save }: Props) {
  const [wanted, setWanted] = useState<Wanted>(saved ?? { name: "", description: "" });
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [pending, startTransition] = useTransition();
  const submit = () =>
    startTransition(async () => {
      const result = await save(wanted);
      if (result.ok) return onOpenChange(false);
      const faults = result.fields.map(({ path, message }) => [path, message]);
      setErrors(faults.length > 0 ? Object.fromEntries(faults) : { name: result.message });
    });
  const field = (name: keyof Wanted, label: string) => (
    <TextField
      label={label}
      autoComplete="off"
      data-autofocus={name === "name"}
      value={wanted[name]}
      error={errors[name]}
      onChange={({ target }) => setWanted({ ...wanted, [name]: target.value })}
    />
  );
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title={title}
      onSubmit={submit}
      submit={action}
      pending={pending}
    >
      {field("name", "Name")}
      {field("description", "What it is for")}
    </FormDialog>
  );
}
