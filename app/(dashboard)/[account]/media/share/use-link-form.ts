"use client";

import { type FormEvent, useState, useTransition } from "react";
import { useEnvironment } from "@/components/ui/environment";
import type { ActionResult } from "@/lib/http/define-action";
import { answered } from "../../answered";
import { type LinkSettings, settingsFrom } from "./link-draft";

/** Sends what the form of a link says; a refusal is told at its field, and what was typed stays. */
export function useLinkForm<T>(
  send: (settings: LinkSettings) => Promise<ActionResult<T>>,
  onDone: (data: T) => void,
): { faults: Record<string, string>; pending: boolean; submit: (event: FormEvent<HTMLFormElement>) => void } {
  const { zone } = useEnvironment();
  const [openedAt] = useState(() => Date.now());
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const settings = settingsFrom(new FormData(event.currentTarget), zone, openedAt);
    startTransition(async () => {
      const result = await answered(send(settings));
      if (result.ok) return onDone(result.data);
      const { fields, message } = result;
      setFaults(
        fields.length > 0 ? Object.fromEntries(fields.map((fault) => [fault.path, fault.message])) : { note: message },
      );
    });
  };
  return { faults, pending, submit };
}
