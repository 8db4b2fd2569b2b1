import type { Route } from "@/lib/http/define-route";

export const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof METHODS)[number];

/** Whether a request changes something. */
export const isWriting = (method: string) => method !== "GET" && method !== "HEAD";

/** The doors of the API by path, as their files export them. */
export type Routes = Record<string, Partial<Record<Method, Route>>>;
