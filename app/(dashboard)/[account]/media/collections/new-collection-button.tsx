"use client";

import { Images } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";

const Trigger = lazyOverlay<{ account: string }>(() => import("./new-collection-dialog"), "dialog");

export function NewCollectionButton({ account }: { account: string }) {
  return (
    <Trigger look="quiet" icon={<Images aria-hidden />} overlay={{ account }}>
      New collection
    </Trigger>
  );
}
