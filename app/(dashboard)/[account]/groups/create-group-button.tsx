"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";

const Trigger = lazyOverlay<{ account: string }>(() => import("./create-group-dialog"), "dialog");

export function CreateGroupButton({ account, closed }: { account: string; closed: boolean }) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      overlay={{ account }}
      disabled={closed}
      shortcut={{ keys: "c", label: "Create a group" }}
    >
      Create group
    </Trigger>
  );
}
