"use client";

import { useSyncExternalStore } from "react";
import { remember } from "./remember";

/**
 * Appearance is kept in a cookie, so that the server draws it right at once, and stands on the root element as a data
 * attribute. `undefined` leaves it to the system.
 */
export function setPreference(name: "theme" | "density", value: string | undefined) {
  remember(name, value);
  if (value) document.documentElement.dataset[name] = value;
  else delete document.documentElement.dataset[name];
}

/** The preference as it stands on the root element now; `undefined` while the server draws. */
export function usePreference(name: "theme" | "density"): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      const observer = new MutationObserver(listener);
      observer.observe(document.documentElement, { attributeFilter: [`data-${name}`] });
      return () => observer.disconnect();
    },
    () => document.documentElement.dataset[name],
    () => undefined,
  );
}
