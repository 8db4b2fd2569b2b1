"use client";

import { lazy, Suspense } from "react";
import { PopoverButton } from "@/components/overlay/popover";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import type { Expiry } from "./expiry-panel";

const ExpiryPanel = lazy(() => import("./expiry-panel"));

/** When a single permission ends by itself. */
export function ExpiryButton({ what, until, onChange }: Expiry) {
  return (
    <PopoverButton
      plain
      title={`When ${what} ends`}
      className="link-text text-12"
      aria-label={until ? undefined : `${what} has no end; change that`}
      panel={
        <Suspense fallback={<div className="h-36 w-64" />}>
          <ExpiryPanel what={what} until={until} onChange={onChange} />
        </Suspense>
      }
    >
      {until ? (
        <Tag tone="amber">
          until <Time value={until} as="date" />
        </Tag>
      ) : (
        "No end"
      )}
    </PopoverButton>
  );
}
