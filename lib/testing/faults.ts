import { AppError } from "@/lib/errors";

/** Of many attempts at once, what failed otherwise than by a refusal. */
export async function faultsOf(attempts: readonly (Promise<unknown> | undefined)[]): Promise<unknown[]> {
  const settled = await Promise.allSettled(attempts);
  return settled.flatMap((attempt) =>
    attempt.status === "rejected" && !(attempt.reason instanceof AppError) ? [attempt.reason] : [],
  );
}
