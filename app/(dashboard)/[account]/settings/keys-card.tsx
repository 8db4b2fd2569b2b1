"use client";

import { useForm, useWatch } from "react-hook-form";
import { FormCard } from "@/components/ui/form-card";
import { SelectField } from "@/components/ui/select";
import { formatCount } from "@/lib/format";
import type { KeyPolicy } from "@/lib/settings/input";
import { editKeyPolicyAction } from "./actions";
import { lengthOptions, toLength } from "./lengths";
import { saveSettings } from "./save-settings";

const DAYS = [30, 90, 180, 365].map((value) => ({ value, label: `${value} days` }));

export function KeysCard({
  account,
  saved,
  keysWithoutEnd,
}: {
  account: string;
  saved: KeyPolicy;
  keysWithoutEnd: number;
}) {
  const form = useForm<KeyPolicy>({ values: saved });
  const { errors, isSubmitting, isDirty } = form.formState;
  const keyDays = useWatch({ control: form.control, name: "keyDays" });
  const save = form.handleSubmit((fields) =>
    saveSettings({
      act: (next: KeyPolicy) => editKeyPolicyAction(account, next),
      fields,
      setError: form.setError,
      fallback: "keyDays",
      message: "Key policy saved",
    }),
  );
  return (
    <FormCard
      title="API keys"
      note="For keys made, rotated or changed from now on"
      submit="Save key policy"
      disabled={!isDirty}
      pending={isSubmitting}
      onSubmit={save}
    >
      <SelectField
        label="Longest life of a key"
        hint={
          keysWithoutEnd > 0
            ? `${formatCount(keysWithoutEnd, { one: "key", other: "keys" })} without an expiry ${keysWithoutEnd === 1 ? "goes" : "go"} on working; whoever rotates or edits one gives it an end.`
            : "Every key has an expiry already."
        }
        error={errors.keyDays?.message}
        options={lengthOptions(DAYS, keyDays, { none: "No limit", unit: "days" })}
        value={String(keyDays ?? "")}
        onChange={(event) => form.setValue("keyDays", toLength(event.target.value), { shouldDirty: true })}
      />
    </FormCard>
  );
}
