"use client";

import { lazy, Suspense, useEffect, useState } from "react";
import { type NewKey, onReveal } from "./reveal";

const RevealDialog = lazy(() => import("./reveal-dialog"));

/** Where `reveal()` shows a new secret. It stays while the page behind it is drawn anew. */
export function RevealHost({ account, url }: { account: string; url: string }) {
  const [key, setKey] = useState<NewKey>();
  useEffect(() => onReveal(setKey), []);
  const close = () => {
    setKey(undefined);
    requestAnimationFrame(() => (key?.opener?.isConnected ? key.opener : document.getElementById("main"))?.focus());
  };
  return (
    <Suspense fallback={null}>
      {key && <RevealDialog key={key.id} account={account} url={url} newKey={key} onClose={close} />}
    </Suspense>
  );
}
