import type { Route } from "@/lib/http/define-route";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** The doors of the API by path, as their files export them. */
export type Routes = Record<string, Partial<Record<Method, Route>>>;
