"use client";

import { useSyncExternalStore } from "react";

const YEAR_S = 365 * 24 * 60 * 60;

/**
 * Appearance is kept in a cookie, so that the server draws it right at once, and stands on the root element as a data
 * attribute. `undefined` leaves it to the system.
 */
export function setPreference(name: "theme" | "density", value: string | undefined) {
  const age = value ? YEAR_S : 0;
  document.cookie = `${name}=${value ?? ""}; path=/; max-age=${age}; samesite=lax`;
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
