"use client";

import { SlidersHorizontal } from "lucide-react";
import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { MediaSettings } from "@/lib/share-links/input";

type Rules = { account: string; saved: MediaSettings };

const RulesTrigger = lazyOverlay<Rules>(() => import("./link-rules-dialog"), "dialog");

export function LinkRulesButton(rules: Rules) {
  return (
    <RulesTrigger icon={<SlidersHorizontal aria-hidden />} overlay={rules}>
      Rules for links
    </RulesTrigger>
  );
}
