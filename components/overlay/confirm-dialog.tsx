"use client";

import { useState } from "react";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { TextField } from "../ui/field";
import type { Confirmation } from "./confirm";
import { Dialog } from "./dialog";

/** Focus starts on Cancel, or in the field where the name must be typed. */
export default function ConfirmDialog({
  confirmation: { title, body, action, tone = "danger", typed, run },
  onClose,
}: {
  confirmation: Confirmation;
  onClose: () => void;
}) {
  const [name, setName] = useState("");
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const ready = typed === undefined || name.trim() === typed;

  const submit = async () => {
    if (!ready || pending) return;
    setPending(true);
    const problem = await run().catch(() => "It did not work. Nothing was changed; try again.");
    setPending(false);
    if (problem) setError(problem);
    else onClose();
  };

  return (
    <Dialog
      role="alertdialog"
      size="sm"
      title={title}
      isOpen
      onOpenChange={onClose}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      footer={
        <>
          <Button className="ml-auto" look="quiet" data-autofocus={typed === undefined || undefined} onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look={tone} disabled={!ready} pending={pending}>
            {action}
          </Button>
        </>
      }
    >
      {body && <div className="text-13 text-ink-2">{body}</div>}
      {typed !== undefined && (
        <TextField
          data-autofocus
          autoComplete="off"
          label={
            <>
              Type <code className="data-text text-ink">{typed}</code> to confirm
            </>
          }
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      {error && (
        <Callout tone="crimson" role="alert">
          {error}
        </Callout>
      )}
    </Dialog>
  );
}
