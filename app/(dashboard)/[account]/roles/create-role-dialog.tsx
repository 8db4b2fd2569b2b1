"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Textarea, TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { AccessMatrix } from "../access-editor/access-matrix";
import { useOnce } from "../use-once";
import { createRoleAction } from "./actions";
import { draftOfRole, permissionsOf } from "./role-draft";
import type { CreateRoleProps } from "./create-role-button";

const NONE = draftOfRole([]);

export default function CreateRoleDialog({
  account,
  roles,
  sharedBlocked,
  isOpen,
  onOpenChange,
}: OverlayProps & CreateRoleProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(NONE);
  const form = useForm({ defaultValues: { name: "", description: "" } });
  const createRole = useOnce(createRoleAction);
  const { errors, isSubmitting } = form.formState;
  const create = form.handleSubmit(async (words) => {
    const result = await createRole(account, { ...words, permissions: permissionsOf(draft) });
    if (result.ok) {
      onOpenChange(false);
      return router.replace(`/${account}/roles?role=${result.data.id}` as Route, { scroll: false });
    }
    for (const { path, message } of result.fields)
      form.setError(path === "name" || path === "description" ? path : "root", { message });
    if (result.fields.length === 0) form.setError("root", { message: result.message });
  });
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Create a role"
      description="A name for a set of permissions. Nobody can put in what they do not hold."
      onSubmit={create}
      submit="Create role"
      pending={isSubmitting}
      refusal={errors.root?.message}
    >
      <TextField
        label="Name"
        data-autofocus
        autoComplete="off"
        error={errors.name?.message}
        {...form.register("name")}
      />
      <Textarea label="What it is for" rows={2} error={errors.description?.message} {...form.register("description")} />
      <SelectField
        label="Start from"
        options={[{ value: "", label: "Nothing" }, ...roles.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) =>
          setDraft(draftOfRole(roles.find(({ id }) => id === event.target.value)?.permissions ?? []))
        }
      />
      <AccessMatrix
        name="this role"
        draft={draft}
        saved={draft}
        locked={false}
        sharedBlocked={sharedBlocked}
        onChange={setDraft}
      />
    </FormDialog>
  );
}
