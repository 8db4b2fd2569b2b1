"use client";

import { type ReactNode, useOptimistic, useTransition } from "react";
import { SwitchField } from "@/components/ui/switch";
import type { MediaRow } from "../item";
import { publishRows, unpublishRows } from "../tasks/works";

type Props = { account: string; row: MediaRow; hint: ReactNode; fixed: boolean };

/** Saved as it is switched. */
export function PublishSwitch({ account, row, hint, fixed }: Props) {
  const [isPending, start] = useTransition();
  const [isPublished, show] = useOptimistic(!row.isPrivate);
  const change = (publish: boolean) =>
    start(async () => {
      show(publish);
      await (publish ? publishRows : unpublishRows)(account, [row]);
    });
  return (
    <SwitchField
      label="Published"
      hint={hint}
      checked={isPublished}
      disabled={fixed || isPending}
      onChange={({ target }) => change(target.checked)}
    />
  );
}
