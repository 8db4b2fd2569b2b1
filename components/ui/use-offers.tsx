"use client";

import { type KeyboardEvent, type ReactNode, useId, useState } from "react";

/** What the list under a field offers. */
interface Offer {
  id: string;
  label: ReactNode;
  note?: ReactNode;
  take: () => void;
}

interface Options {
  /** Names the list. */
  label: string;
  offers: readonly Offer[];
  /** Enter takes the first one, unless the arrows have reached another. */
  eager?: boolean;
}

/** A list under a text field, which keeps the focus: arrows reach an offer, Enter or a press takes it, Escape closes it. */
export function useOffers({ label, offers, eager = false }: Options) {
  const listId = useId();
  const first = eager ? 0 : -1;
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(first);
  const shown = isOpen && offers.length > 0;
  const reached = Math.min(active, offers.length - 1);
  const open = () => {
    setOpen(true);
    setActive(first);
  };
  const close = () => setOpen(false);
  const take = (offer: Offer) => {
    setActive(first);
    offer.take();
  };
  /** @returns whether the key was for the list */
  const keyDown = (event: KeyboardEvent): boolean => {
    const offer = offers[reached];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!shown) return false;
    if (step !== undefined) setActive((Math.max(reached, step < 0 ? 0 : -1) + step + offers.length) % offers.length);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && offer) take(offer);
    else return false;
    event.preventDefault();
    // What the field stands in would close as well.
    event.stopPropagation();
    return true;
  };
  const field = {
    role: "combobox",
    autoComplete: "off",
    "aria-expanded": shown,
    "aria-controls": listId,
    "aria-autocomplete": "list",
    "aria-activedescendant": shown && reached >= 0 ? `${listId}-${reached}` : undefined,
  } as const;
  const list = (
    <div id={listId} role="listbox" aria-label={label} hidden={!shown} className="popup offers">
      {shown &&
        offers.map((offer, index) => (
          <div
            key={offer.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === reached}
            tabIndex={-1}
            className="offer"
            onPointerDown={(event) => {
              event.preventDefault();
              take(offer);
            }}
          >
            <span className="min-w-0 truncate">{offer.label}</span>
            {offer.note && <span className="ml-auto flex-none text-12 text-ink-3">{offer.note}</span>}
          </div>
        ))}
    </div>
  );
  return { isOpen, open, close, keyDown, field, list };
}
