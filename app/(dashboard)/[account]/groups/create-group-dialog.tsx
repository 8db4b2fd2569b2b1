"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { FormDialog } from "@/components/overlay/form-dialog";
import type { OverlayProps } from "@/components/overlay/lazy-overlay";
import { Textarea, TextField } from "@/components/ui/field";
import { createGroupInput } from "@/lib/groups/input";
import { useOnce } from "../use-once";
import { createGroupAction } from "./actions";

export default function CreateGroupDialog({ account, isOpen, onOpenChange }: OverlayProps & { account: string }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(createGroupInput),
    defaultValues: { name: "", description: "", memberIds: [] },
  });
  const createGroup = useOnce(createGroupAction);
  const { errors, isSubmitting } = form.formState;
  const create = form.handleSubmit(async (group) => {
    const result = await createGroup(account, group);
    if (result.ok) {
      onOpenChange(false);
      return router.replace(`/${account}/groups?group=${result.data.id}` as Route, { scroll: false });
    }
    for (const { path, message } of result.fields) form.setError(path === "description" ? path : "name", { message });
    if (result.fields.length === 0) form.setError("root", { message: result.message });
  });
  return (
    <FormDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      size="sm"
      title="Create a group"
      description="People are added once it exists."
      onSubmit={create}
      submit="Create group"
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
      <Textarea label="What it is for" rows={3} error={errors.description?.message} {...form.register("description")} />
    </FormDialog>
  );
}
