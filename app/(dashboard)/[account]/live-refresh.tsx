"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const SETTLE_MS = 150;
const RETRY_MS = 5000;

/** Keeps an open page true: asks the server again when something changed, and when the tab comes back to the front. */
export function LiveRefresh({ account }: { account: string }) {
  const router = useRouter();
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    /** What changed while the connection was lost was told to nobody. */
    let isLate = false;
    const refresh = () => {
      clearTimeout(timer);
      timer = setTimeout(() => router.refresh(), SETTLE_MS);
    };
    const close = () => {
      clearTimeout(retry);
      source?.close();
      source = undefined;
    };
    const open = () => {
      const opened = new EventSource(`/${account}/live`);
      source = opened;
      opened.addEventListener("message", refresh);
      opened.addEventListener("error", () => {
        isLate = true;
        // The browser comes back by itself after a lost connection, and never after a refusal.
        if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
      });
      opened.addEventListener("open", () => {
        if (isLate) refresh();
        isLate = false;
      });
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
