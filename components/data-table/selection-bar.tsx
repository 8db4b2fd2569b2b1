"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../ui/button";

/** In place of the filters while rows are selected: how many, and what can be done to all of them. */
export function SelectionBar({ count, clear, children }: { count: number; clear: () => void; children: ReactNode }) {
  return (
    <div className="selection-bar" role="group" aria-label="Selected rows">
      <strong aria-live="polite">{count} selected</strong>
      {children}
      <Button look="quiet" size="sm" icon={<X aria-hidden />} keys="escape" className="ml-auto" onClick={clear}>
        Clear selection
      </Button>
    </div>
  );
}
