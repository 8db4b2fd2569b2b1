"use client";

import { Plus } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { TypeDescription } from "@/lib/sources/origins/registry";

type Creation = { account: string; types: readonly TypeDescription[] };

const Trigger = lazyOverlay<Creation>(() => import("./create-source-dialog"), "dialog");

export function CreateSourceButton(creation: Creation) {
  return (
    <Trigger
      look="primary"
      icon={<Plus aria-hidden />}
      overlay={creation}
      shortcut={{ keys: "c", label: "Create a source" }}
    >
      Create source
    </Trigger>
  );
}
