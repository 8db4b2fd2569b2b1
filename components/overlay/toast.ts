export interface ToastMessage {
  /** What happened, to whom: "Jonah can view until 30 Nov". */
  message: string;
  /** Takes it back; offered for ten seconds, also on mod+Z. */
  undo?: () => void | Promise<void>;
  /** Something that failed; stays until closed. */
  tone?: "neutral" | "crimson";
}

type Listener = (message: ToastMessage) => void;
const waiting: ToastMessage[] = [];
let listener: Listener | undefined;

/** Tells the person what was done. Never the only place where something can be read. */
export function toast(message: ToastMessage | string) {
  const full = typeof message === "string" ? { message } : message;
  if (listener) listener(full);
  else waiting.push(full);
}

/** The one host on the page registers here and gets what was said before it came. */
export function onToast(next: Listener): () => void {
  listener = next;
  for (const message of waiting.splice(0)) next(message);
  return () => {
    if (listener === next) listener = undefined;
  };
}
