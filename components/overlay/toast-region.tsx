"use client";

import { X } from "lucide-react";
import { useEffect, useState, useSyncExternalStore } from "react";
import {
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from "react-aria-components/Toast";
import { Text } from "react-aria-components/Text";
import { Kbd } from "../ui/kbd";
import { useShortcut } from "../shortcuts/use-shortcut";
import { onToast, type ToastMessage } from "./toast";

const SHOWN_MS = 10_000;

function show(queue: ToastQueue<ToastMessage>, message: ToastMessage) {
  queue.add(message, message.tone === "crimson" ? {} : { timeout: SHOWN_MS });
}

/** React Aria's toasts are not yet stable: nothing else in the code may know them. */
export default function Toasts({ first }: { first: readonly ToastMessage[] }) {
  // The region becomes a landmark, which F6 reaches, only when it has a message from its first drawing on.
  const [queue] = useState(() => {
    const fresh = new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 });
    for (const message of first) show(fresh, message);
    return fresh;
  });
  useEffect(() => onToast((message) => show(queue, message)), [queue]);

  const undoable = useSyncExternalStore(
    (listener) => queue.subscribe(listener),
    () => queue.visibleToasts.find((each) => each.content.undo),
    () => undefined,
  );
  const undo = (key: string, message: ToastMessage) => {
    queue.close(key);
    void message.undo?.();
  };
  useShortcut(
    undoable && {
      keys: "mod+z",
      label: "Undo",
      group: "Everywhere",
      priority: 10,
      overDialogs: true,
      run: () => undo(undoable.key, undoable.content),
    },
  );

  return (
    <ToastRegion queue={queue} className="toasts" aria-label="Messages">
      {({ toast }) => (
        <Toast toast={toast} className="toast" data-tone={toast.content.tone}>
          <ToastContent className="toast-text">
            <Text slot="title">{toast.content.message}</Text>
          </ToastContent>
          {toast.content.undo && (
            <button type="button" className="toast-undo" onClick={() => undo(toast.key, toast.content)}>
              Undo
              {toast.key === undoable?.key && <Kbd keys="mod+z" />}
            </button>
          )}
          <button type="button" className="toast-close" aria-label="Dismiss" onClick={() => queue.close(toast.key)}>
            <X aria-hidden />
          </button>
        </Toast>
      )}
    </ToastRegion>
  );
}
