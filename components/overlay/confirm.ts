import type { ReactNode } from "react";

export interface Confirmation {
  title: string;
  /** What will happen, to whom, when, with the evidence. */
  body?: ReactNode;
  /** The verb and noun of the button, such as "Revoke key". */
  action: string;
  tone?: "danger" | "primary";
  /** For the widest acts: the name the person must type first. */
  typed?: string;
  /** Runs while the dialog waits; a returned sentence is shown as the error and the dialog stays. */
  run: () => Promise<string | void>;
}

/** With what had the focus when it was asked. */
export type OpenConfirmation = Confirmation & { opener: Element | null };

type Listener = (confirmation: OpenConfirmation) => void;
let listener: Listener | undefined;

/** Asks before an act that cannot be undone. For acts that can, do it and offer Undo by `toast`. */
export function confirm(confirmation: Confirmation) {
  listener?.({ ...confirmation, opener: document.activeElement });
}

/** The one host on the page registers here. */
export function onConfirm(next: Listener): () => void {
  listener = next;
  return () => {
    if (listener === next) listener = undefined;
  };
}
