"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { Textarea, TextField } from "@/components/ui/field";
import { editGroupInput } from "@/lib/groups/input";
import { answered } from "../answered";
import { undoing } from "../undoing";
import { editGroupAction } from "./actions";
import type { OpenGroup } from "./group-inspector";

export function GroupForm({ account, group, closed }: { account: string; group: OpenGroup; closed: boolean }) {
  const before = { groupId: group.id, name: group.name, description: group.description };
  const form = useForm({
    resolver: zodResolver(editGroupInput),
    values: before,
    resetOptions: { keepDirtyValues: true },
  });
  const { errors, isSubmitting, isDirty } = form.formState;
  const save = form.handleSubmit(async (changed) => {
    const result = await answered(editGroupAction(account, changed));
    if (result.ok) {
      form.reset(changed);
      return toast({ message: "Group saved", undo: undoing(() => editGroupAction(account, before)) });
    }
    for (const { path, message } of result.fields) form.setError(path === "description" ? path : "name", { message });
    if (result.fields.length === 0) form.setError("name", { message: result.message });
  });
  return (
    <form onSubmit={save} noValidate className="grid gap-3">
      <TextField label="Name" disabled={closed} error={errors.name?.message} {...form.register("name")} />
      <Textarea
        label="What it is for"
        rows={2}
        disabled={closed}
        error={errors.description?.message}
        {...form.register("description")}
      />
      {isDirty && (
        <div className="flex gap-2">
          <Button type="submit" look="primary" size="sm" pending={isSubmitting}>
            Save group
          </Button>
          <Button look="quiet" size="sm" onClick={() => form.reset()}>
            Discard
          </Button>
        </div>
      )}
    </form>
  );
}
