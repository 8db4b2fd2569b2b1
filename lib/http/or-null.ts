import { AppError } from "@/lib/errors";

/** What was found; null for what does not exist or is out of reach, where a page goes on without it. */
export const orNull = <T>(found: Promise<T>): Promise<T | null> =>
  found.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  });
