"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { type NewKey, onReveal } from "./reveal";

const RevealDialog = lazy(() => import("./reveal-dialog"));

/** Where `reveal()` shows a new secret. It stays while the page behind it is drawn anew. */
export function RevealHost({ account, url }: { account: string; url: string }) {
  const router = useRouter();
  const [key, setKey] = useState<NewKey>();
  useEffect(() => onReveal(setKey), []);
  const close = () => {
    setKey(undefined);
    router.refresh(); // it may have been used meanwhile
    requestAnimationFrame(() => (key?.opener?.isConnected ? key.opener : document.getElementById("main"))?.focus());
  };
  return (
    <Suspense fallback={null}>
      {key && <RevealDialog key={key.id} account={account} url={url} newKey={key} onClose={close} />}
    </Suspense>
  );
}
