"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch";
import type { MediaSettings } from "@/lib/share-links/input";
import { createLinkAction } from "./actions";
import { EXPIRY_OPTIONS, expiryIn } from "./expiry";
import { itemOf, type SharedItem } from "./shared-item";

type Props = { account: string; item: SharedItem; defaults: MediaSettings; onClose: () => void };

export function NewLinkForm({ account, item, defaults, onClose }: Props) {
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [pending, startTransition] = useTransition();
  const create = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    startTransition(async () => {
      const result = await createLinkAction(account, {
        item: itemOf(item),
        note: text("note"),
        expiresAt: expiryIn(text("days")),
        passcode: text("passcode") || null,
        download: form.get("download") === "on",
      });
      if (result.ok) return onClose();
      const { fields, message } = result;
      setFaults(
        fields.length > 0 ? Object.fromEntries(fields.map((fault) => [fault.path, fault.message])) : { note: message },
      );
    });
  };
  return (
    <form
      noValidate
      onSubmit={create}
      aria-label="New link"
      className="grid gap-3 rounded-card border border-line-2 p-3"
    >
      <TextField
        label="For whom"
        name="note"
        hint="One link for each recipient tells you who opened it."
        error={faults.note}
      />
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <SelectField
          label="Ends"
          name="days"
          options={EXPIRY_OPTIONS}
          defaultValue={defaults.linkDays === null ? "" : "7"}
          error={faults.expiresAt}
        />
        <TextField
          label="Passcode"
          name="passcode"
          autoComplete="off"
          hint={defaults.linkPasscode ? "Needed in this account" : "Empty: none"}
          error={faults.passcode}
        />
      </div>
      <SwitchField label="Visitors may download" name="download" defaultChecked={defaults.linkDownload} />
      <div className="flex gap-2">
        <Button type="submit" look="primary" size="sm" pending={pending}>
          Create link
        </Button>
        <Button look="quiet" size="sm" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
