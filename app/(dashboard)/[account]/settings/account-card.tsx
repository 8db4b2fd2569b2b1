"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { TextField } from "@/components/ui/field";
import { FormCard } from "@/components/ui/form-card";
import { type AccountSettings, accountInput } from "@/lib/settings/input";
import { answered } from "../answered";
import { editAccountAction } from "./actions";
import { saveSettings } from "./save-settings";

export function AccountCard({ account, saved }: { account: string; saved: AccountSettings }) {
  const router = useRouter();
  const form = useForm({ resolver: zodResolver(accountInput), values: saved });
  const { errors, isSubmitting, isDirty } = form.formState;
  const slug = useWatch({ control: form.control, name: "slug" });

  const save = form.handleSubmit((fields) => {
    let at = account; // an undo is asked for at the address to which the account has moved
    const act = async (next: AccountSettings) => {
      const result = await answered(editAccountAction(at, next));
      if (!result.ok || result.data.slug === at) return result;
      at = result.data.slug;
      router.replace(`/${at}/settings` as Route);
      return result;
    };
    return saveSettings({ act, fields, setError: form.setError, fallback: "name", message: "Account saved" });
  });
  return (
    <FormCard
      title="Account"
      note="As it is called in mails, invitations and invoices"
      submit="Save account"
      disabled={!isDirty}
      pending={isSubmitting}
      onSubmit={save}
    >
      <div className="grid gap-4">
        <TextField label="Name" autoComplete="off" error={errors.name?.message} {...form.register("name")} />
        <TextField
          label="Address"
          autoComplete="off"
          spellCheck={false}
          hint={
            slug === saved.slug
              ? `Pages stand at /${saved.slug}/…`
              : `Links to /${saved.slug}/… go on working for members, and no other account gets that address. API keys are not concerned.`
          }
          error={errors.slug?.message}
          {...form.register("slug")}
        />
      </div>
    </FormCard>
  );
}
