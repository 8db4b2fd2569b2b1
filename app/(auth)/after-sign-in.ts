import type { Route } from "next";

/** The address that a new session continues at: where the person was going, or the start. */
export const afterSignIn = (next: string) => (next === "/" ? "/accounts/start" : next) as Route;

export const startOf = (slug: string) => `/accounts/start?account=${slug}` as Route;
