"use client";

import { type FormEvent, useState, useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { SelectField } from "@/components/ui/select";
import { SwitchField } from "@/components/ui/switch";
import type { MediaSettings } from "@/lib/share-links/input";
import { answered } from "../../answered";
import { undoing } from "../../undoing";
import { setMediaSettingsAction } from "./actions";

const DAYS = [7, 30, 90, 365];

/** Saves the rules for links that are made or changed from now on. */
export function useLinkRules(account: string, onSaved: () => void) {
  const [fault, setFault] = useState<string>();
  const [pending, startTransition] = useTransition();
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = form.get("linkDays");
    startTransition(async () => {
      const result = await answered(
        setMediaSettingsAction(account, {
          linkDays: days ? Number(days) : null,
          linkPasscode: form.has("linkPasscode"),
          linkDownload: form.has("linkDownload"),
        }),
      );
      if (!result.ok) return setFault(result.message);
      toast({
        message: "Rules for links saved",
        undo: undoing(() => setMediaSettingsAction(account, result.data.before)),
      });
      onSaved();
    });
  };
  return { fault, pending, save };
}

/** Keyed by what is saved, so that it shows what another person saves. */
export function LinkRulesFields({ saved, fault }: { saved: MediaSettings; fault?: string }) {
  const { linkDays, linkPasscode, linkDownload } = saved;
  const days = linkDays === null || DAYS.includes(linkDays) ? DAYS : [...DAYS, linkDays].toSorted((a, b) => a - b);
  return (
    <div key={JSON.stringify(saved)} className="grid gap-3">
      <SelectField
        label="Longest life of a link"
        name="linkDays"
        defaultValue={linkDays ?? ""}
        options={[
          { value: "", label: "No limit" },
          ...days.map((count) => ({ value: String(count), label: `${count} days` })),
        ]}
        error={fault}
      />
      <SwitchField label="Every link needs a passcode" name="linkPasscode" defaultChecked={linkPasscode} />
      <SwitchField
        label="Downloads are on to begin with"
        hint="Whoever makes a link can change this for it"
        name="linkDownload"
        defaultChecked={linkDownload}
      />
    </div>
  );
}
