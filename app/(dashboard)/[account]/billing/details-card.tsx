"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "@/components/overlay/toast";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/field";
import { FormCard } from "@/components/ui/form-card";
import { SelectField } from "@/components/ui/select";
import type { BillingDetails } from "@/lib/billing/input";
import { answered } from "../answered";
import { undoing } from "../undoing";
import { editBillingDetailsAction } from "./actions";

type Props = {
  account: string;
  saved: BillingDetails | null;
  countries: readonly { value: string; label: string }[];
};

/** As typed: nothing is an empty text. */
type Fields = Record<keyof BillingDetails, string>;

const EMPTY: Fields = { company: "", street: "", postalCode: "", city: "", country: "", taxId: "", email: "" };

const toFields = (saved: BillingDetails | null): Fields =>
  saved ? { ...saved, taxId: saved.taxId ?? "", email: saved.email ?? "" } : EMPTY;

const toDetails = (fields: Fields): BillingDetails => ({
  ...fields,
  taxId: fields.taxId.trim() || null,
  email: fields.email.trim() || null,
});

const isField = (path: string): path is keyof Fields => Object.hasOwn(EMPTY, path);

export function DetailsCard({ account, saved, countries }: Props) {
  const form = useForm<Fields>({ values: toFields(saved) });
  const { errors, isSubmitting, isDirty } = form.formState;
  const [refusal, setRefusal] = useState<string | null>(null);
  const save = form.handleSubmit(async (fields) => {
    const result = await answered(editBillingDetailsAction(account, toDetails(fields)));
    setRefusal(result.ok || result.fields.length > 0 ? null : result.message);
    if (!result.ok) {
      for (const { path, message } of result.fields) if (isField(path)) form.setError(path, { message });
      return;
    }
    const { before } = result.data;
    toast({
      message: "Billing details saved",
      undo: before ? undoing(() => editBillingDetailsAction(account, before)) : undefined,
    });
  });
  const field = (name: keyof Fields) => ({ error: errors[name]?.message, ...form.register(name) });
  return (
    <FormCard
      title="Billing details"
      note="They stand on invoices from the next one on; issued ones do not change"
      submit="Save billing details"
      disabled={!isDirty}
      pending={isSubmitting}
      onSubmit={save}
    >
      <div className="grid gap-4 md:grid-cols-2">
        <TextField label="Company" autoComplete="organization" className="md:col-span-2" {...field("company")} />
        <TextField label="Street" autoComplete="street-address" className="md:col-span-2" {...field("street")} />
        <TextField label="Postal code" autoComplete="postal-code" {...field("postalCode")} />
        <TextField label="City" autoComplete="address-level2" {...field("city")} />
        <SelectField
          label="Country"
          autoComplete="country"
          options={[{ value: "", label: "Choose a country" }, ...countries]}
          {...field("country")}
        />
        <TextField
          label="Tax number"
          hint="Empty if you have none. It decides whether tax is charged."
          autoComplete="off"
          {...field("taxId")}
        />
        <TextField
          label="Send invoices to"
          type="email"
          autoComplete="email"
          className="md:col-span-2"
          hint="Empty: to everyone with the permission Billing"
          {...field("email")}
        />
      </div>
      {refusal && (
        <Callout tone="crimson" role="alert" className="mt-4">
          {refusal}
        </Callout>
      )}
    </FormCard>
  );
}
