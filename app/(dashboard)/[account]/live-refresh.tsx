"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const SETTLE_MS = 150;

/** Keeps an open page true: asks the server again when something changed, and when the tab comes back to the front. */
export function LiveRefresh({ account }: { account: string }) {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), SETTLE_MS);
    };
    const close = () => {
      source?.close();
      source = undefined;
    };
    const open = () => {
      source = new EventSource(`/${account}/live`);
      source.addEventListener("message", refresh);
      // What changed while the connection was lost was told to nobody.
      source.addEventListener("error", ({ currentTarget }) =>
        currentTarget?.addEventListener("open", refresh, { once: true }),
      );
    };
    // A browser has six connections a server: only the tab in front holds one.
    const follow = () => {
      if (document.hidden) return close();
      if (!source) {
        open();
        refresh();
      }
    };
    if (!document.hidden) open();
    document.addEventListener("visibilitychange", follow);
    return () => {
      close();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", follow);
    };
  }, [account, router]);
  return null;
}
