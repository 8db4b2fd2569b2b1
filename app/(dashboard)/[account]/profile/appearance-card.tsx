"use client";

import { useOptimistic, useTransition } from "react";
import { toast } from "@/components/overlay/toast";
import { Card } from "@/components/ui/card";
import { DensitySegment } from "@/components/ui/density-segment";
import { SwitchField } from "@/components/ui/switch";
import { ThemeSegment } from "@/components/ui/theme-segment";
import { answered } from "../answered";
import { setShortcutsAction } from "./actions";

export function AppearanceCard({ account, shortcuts }: { account: string; shortcuts: boolean }) {
  const [shown, show] = useOptimistic(shortcuts);
  const [, start] = useTransition();
  const change = (on: boolean) =>
    start(async () => {
      show(on);
      const result = await answered(setShortcutsAction(account, { shortcuts: on }));
      if (!result.ok) toast({ tone: "crimson", message: result.message });
    });
  return (
    <Card title="Appearance" note="Theme and density are kept in this browser; changes apply at once">
      <div className="flex flex-wrap gap-x-10 gap-y-4">
        <ThemeSegment />
        <DensitySegment />
      </div>
      <SwitchField
        className="mt-4 border-t border-line pt-4"
        label="Single-key shortcuts"
        hint="Such as I to invite and G U to go to Users. Off: only shortcuts with ⌘ or Ctrl work."
        checked={shown}
        onChange={(event) => change(event.target.checked)}
      />
    </Card>
  );
}
