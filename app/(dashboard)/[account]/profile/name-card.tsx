"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useSyncExternalStore } from "react";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "@/components/overlay/toast";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormCard } from "@/components/ui/form-card";
import { SelectField } from "@/components/ui/select";
import { profileInput } from "@/lib/profile/input";
import { answered } from "../answered";
import { editProfileAction } from "./actions";

type Props = { account: string; name: string; timeZone: string; zones: readonly string[] };

export function NameCard({ account, name, timeZone, zones }: Props) {
  const form = useForm({ resolver: zodResolver(profileInput), values: { name, timeZone } });
  const { errors, isSubmitting, isDirty } = form.formState;
  const chosen = useWatch({ control: form.control, name: "timeZone" });
  const here = useBrowserZone();
  const save = form.handleSubmit(async (profile) => {
    const result = await answered(editProfileAction(account, profile));
    if (result.ok) return toast("Profile saved");
    for (const { path, message } of result.fields) form.setError(path === "timeZone" ? path : "name", { message });
    if (result.fields.length === 0) form.setError("name", { message: result.message });
  });
  return (
    <FormCard
      title="You"
      note="As the others see you, in all your accounts"
      submit="Save profile"
      disabled={!isDirty}
      pending={isSubmitting}
      onSubmit={save}
    >
      <div className="grid gap-4">
        <TextField label="Name" autoComplete="name" error={errors.name?.message} {...form.register("name")} />
        <SelectField
          label="Time zone"
          hint="Every time is shown in it"
          error={errors.timeZone?.message}
          options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
          aside={
            here && here !== chosen && zones.includes(here) ? (
              <Button look="quiet" size="sm" onClick={() => form.setValue("timeZone", here, { shouldDirty: true })}>
                Use {here.replaceAll("_", " ")}
              </Button>
            ) : undefined
          }
          {...form.register("timeZone")}
        />
      </div>
    </FormCard>
  );
}

/** Where this browser is; the server does not know. */
const useBrowserZone = () => useSyncExternalStore(never, browserZone, () => null);

const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const never = () => () => undefined;
