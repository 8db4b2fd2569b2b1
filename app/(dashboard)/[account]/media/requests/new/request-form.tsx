"use client";

import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { Textarea } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import type { Level } from "@/lib/permissions/operations";
import { useOnce } from "../../../use-once";
import { LEVEL_OPTIONS } from "../../share/levels";
import { requestAccessAction } from "../actions";

/** Asks for a level on a folder with a few words to those who decide. */
export function RequestForm({ account, folderId }: { account: string; folderId: string }) {
  const [level, setLevel] = useState<Level>("view");
  const [message, setMessage] = useState("");
  const [answer, setAnswer] = useState<{ ok: boolean; text: string }>();
  const requestAccess = useOnce(requestAccessAction);
  const [isPending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    startTransition(async () => {
      const result = await requestAccess(account, { folderId, level, message });
      setAnswer(result.ok ? { ok: true, text: SENT } : { ok: false, text: result.message });
    });
  };
  if (answer?.ok)
    return (
      <Callout tone="petrol" role="status" title="You have asked">
        {answer.text}
      </Callout>
    );
  return (
    <form className="grid gap-4" onSubmit={submit}>
      {answer && (
        <Callout tone="crimson" role="alert">
          {answer.text}
        </Callout>
      )}
      <SelectField
        label="What you need"
        options={LEVEL_OPTIONS}
        value={level}
        onChange={(event) => setLevel(event.target.value as Level)}
      />
      <Textarea
        label="What for"
        hint="Whoever decides reads it. At most 500 characters, on one line."
        maxLength={500}
        value={message}
        onChange={(event) => setMessage(event.target.value.replaceAll(/\s+/g, " "))}
      />
      <div className="flex gap-2">
        <Button type="submit" look="primary" pending={isPending}>
          Ask for access
        </Button>
        <ButtonLink look="quiet" href={`/${account}/media`}>
          Back to Media
        </ButtonLink>
      </div>
    </form>
  );
}

const SENT = "If there is such a folder, those who manage it have been told. The answer comes by mail.";
