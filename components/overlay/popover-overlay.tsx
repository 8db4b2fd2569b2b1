"use client";

import type { ReactNode } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import type { OverlayProps } from "./lazy-overlay";

export default function PopoverOverlay({
  panel,
  title,
  triggerRef,
  isOpen,
  onOpenChange,
}: OverlayProps & { panel: ReactNode; title: string }) {
  return (
    <Popover
      trigger="DialogTrigger"
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      placement="bottom start"
      offset={4}
      className="popup"
    >
      <Dialog aria-label={title} className="popup-panel">
        {panel}
      </Dialog>
    </Popover>
  );
}
