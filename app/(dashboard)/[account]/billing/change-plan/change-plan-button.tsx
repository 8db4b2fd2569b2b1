"use client";

import { lazyOverlay } from "@/components/overlay/lazy-overlay";
import type { Plan } from "@/lib/actor";

export type ChangePlanProps = {
  account: string;
  plan: Plan;
  seats: number;
  /** Whether something is charged already. */
  charged: boolean;
};

const Trigger = lazyOverlay<ChangePlanProps>(() => import("./change-plan-dialog"), "dialog");

export function ChangePlanButton({ ready, ...overlay }: ChangePlanProps & { ready: boolean }) {
  return (
    <Trigger look="primary" disabled={!ready} overlay={overlay}>
      {overlay.charged ? "Change plan or seats" : "Choose a plan"}
    </Trigger>
  );
}
