"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { onConfirm, type OpenConfirmation } from "./confirm";
import { onToast, type ToastMessage } from "./toast";

const Toasts = lazy(() => import("./toast-region"));
const ConfirmDialog = lazy(() => import("./confirm-dialog"));

/** Where `toast()` and `confirm()` appear; the shell mounts it once. Loads nothing until the first of them is called. */
export function Overlays() {
  const [first, setFirst] = useState<readonly ToastMessage[]>([]);
  const [confirmation, setConfirmation] = useState<OpenConfirmation>();
  useEffect(() => onToast((message) => setFirst([message])), []);
  useEffect(() => onConfirm(setConfirmation), []);
  useEffect(() => {
    if (!confirmation) return;
    return () => void requestAnimationFrame(() => giveFocusBack(confirmation.opener));
  }, [confirmation]);
  return (
    <>
      <Suspense fallback={null}>{first.length > 0 && <Toasts first={first} />}</Suspense>
      <Suspense fallback={null}>
        {confirmation && <ConfirmDialog confirmation={confirmation} onClose={() => setConfirmation(undefined)} />}
      </Suspense>
    </>
  );
}

/** What opened the dialog may be gone with the thing that was removed; then the page's content takes the focus. */
function giveFocusBack(opener: Element | null) {
  if (document.activeElement !== document.body) return;
  const target = opener?.isConnected ? opener : document.getElementById("main");
  if (target instanceof HTMLElement) target.focus();
}
