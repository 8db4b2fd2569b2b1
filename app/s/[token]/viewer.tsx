"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { cn } from "@/lib/cn";
import type { Ways } from "./ways";

type Props = { src: string; name: string; ways: Ways; ahead?: string };

/** A picture as large as the window allows, or as it is: pressing it, or Z, changes that. Arrows go on, Escape back. */
export function Viewer({ src, name, ways, ahead }: Props) {
  const [zoomed, setZoomed] = useState(false);
  const zoom = () => setZoomed(!zoomed);
  useEffect(() => {
    if (ahead) new Image().src = ahead;
  }, [ahead]);
  return (
    <>
      <ViewerKeys ways={ways} zoom={zoom} />
      <button
        type="button"
        aria-label={zoomed ? `Fit ${name} into the window` : `Show ${name} larger`}
        aria-pressed={zoomed}
        onClick={zoom}
        className={cn("grid w-full overflow-auto", zoomed ? "cursor-zoom-out" : "cursor-zoom-in place-items-center")}
      >
        <img
          src={src}
          alt={name}
          className={cn("mx-auto", zoomed ? "max-w-none" : "max-h-[72vh] max-w-full object-contain")}
        />
      </button>
    </>
  );
}

/** Keys for a file that has no picture, too. */
export function ViewerKeys({ ways, zoom }: { ways: Ways; zoom?: () => void }) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isTaken = event.target instanceof HTMLElement && event.target.matches("input, textarea, select, video");
    if (isTaken || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key.toLowerCase() === "z") return zoom?.();
    const href = { ArrowLeft: ways.previous, ArrowRight: ways.next, Escape: ways.up }[event.key];
    if (href) location.assign(href);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return null;
}
