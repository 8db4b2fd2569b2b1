"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { boardNow, subscribe } from "./work";

const WorkTray = lazy(() => import("./work-tray"));

/** Shows work on many things that is under way or stopped, on whichever page of the account. */
export function WorkHost() {
  const { works, refused } = useSyncExternalStore(subscribe, boardNow, boardNow);
  if (works.length + refused.length === 0) return null;
  return (
    <Suspense fallback={null}>
      <WorkTray works={works} refused={refused} />
    </Suspense>
  );
}
