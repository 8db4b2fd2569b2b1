"use client";

import { Link2 } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { SharedItem } from "./shared-item";

const Trigger = lazyOverlay<{ account: string; item: SharedItem }>(() => import("./share-dialog"), "dialog");

export function ShareButton({ account, item }: { account: string; item: SharedItem }) {
  return (
    <Trigger
      icon={<Link2 aria-hidden />}
      overlay={{ account, item }}
      shortcut={{ keys: "s", label: `Share ${item.name}` }}
    >
      Share
    </Trigger>
  );
}
