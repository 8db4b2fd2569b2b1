"use client";

import type { FormEvent, ReactNode } from "react";
import { Button } from "../ui/button";
import { Callout } from "../ui/callout";
import { Dialog, type DialogProps } from "./dialog";

interface FormDialogProps extends Omit<DialogProps, "footer" | "onSubmit"> {
  /** What the button says that sends the form. */
  submit: string;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  pending?: boolean;
  disabled?: boolean;
  /** What was refused about no field of its own. */
  refusal?: string;
  /** Beside the buttons. */
  note?: ReactNode;
}

/** A dialog that is one form, to be sent or left. Loads React Aria as `Dialog` does. */
export function FormDialog({
  submit,
  onSubmit,
  pending,
  disabled,
  refusal,
  note,
  children,
  ...dialog
}: FormDialogProps) {
  return (
    <Dialog
      {...dialog}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(event);
      }}
      footer={
        <>
          {note}
          <Button look="quiet" className="ml-auto" onClick={() => dialog.onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" look="primary" keys="mod+enter" pending={pending} disabled={disabled}>
            {submit}
          </Button>
        </>
      }
    >
      {refusal && (
        <Callout tone="crimson" role="alert">
          {refusal}
        </Callout>
      )}
      {children}
    </Dialog>
  );
}
