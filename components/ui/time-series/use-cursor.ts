"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { MARGIN } from "./plot";

type Marked = readonly [number, number];

interface CursorOptions {
  count: number;
  width: number;
  onZoom?: (first: number, last: number) => void;
}

const inOrder = ([one, other]: Marked): Marked => (one < other ? [one, other] : [other, one]);

/** Where the reader looks, by pointer or by keyboard, and what they mark from there to zoom into. */
export function useCursor({ count, width, onZoom }: CursorOptions) {
  const [cursor, setCursor] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const marked = anchor === null || cursor === null || anchor === cursor ? null : inOrder([anchor, cursor]);

  const zoom = () => {
    if (marked) onZoom?.(...marked);
    setAnchor(null);
  };
  const indexUnder = ({ currentTarget, clientX }: PointerEvent) => {
    const inside = width - MARGIN.left - MARGIN.right;
    const share = (clientX - currentTarget.getBoundingClientRect().left - MARGIN.left) / inside;
    return Math.min(Math.max(Math.round(share * (count - 1)), 0), count - 1);
  };

  return {
    cursor,
    marked,
    pointer: {
      onPointerMove: (event: PointerEvent) => setCursor(indexUnder(event)),
      onPointerLeave: () => {
        if (anchor === null) setCursor(null);
      },
      onPointerDown: (event: PointerEvent) => {
        if (!onZoom || event.button !== 0 || event.pointerType === "touch") return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setAnchor(indexUnder(event));
      },
      onPointerUp: zoom,
      onPointerCancel: () => setAnchor(null),
    },
    keyboard: {
      onFocus: () => setCursor((now) => now ?? count - 1),
      onBlur: () => setAnchor(null),
      onMove: (index: number) => setCursor(index),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === "Enter") zoom();
        else if (event.key === "Escape" && marked) {
          event.stopPropagation();
          setAnchor(null);
        } else if (event.key.startsWith("Arrow")) setAnchor(event.shiftKey ? (anchor ?? cursor) : null);
      },
    },
  };
}
