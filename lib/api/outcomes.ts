import { AppError, notFound } from "@/lib/errors";
import type { Outcome } from "@/lib/media/commands/outcomes";
import { refusal } from "@/lib/permissions/can";
import type { OperationId } from "@/lib/permissions/operations";

/** Of a change of one thing that is a change of many elsewhere: throws what it was refused with. */
export function settle([outcome]: readonly Outcome[], operation: OperationId): void {
  if (!outcome || outcome.outcome !== "refused") return;
  if (outcome.code === "forbidden") throw refusal(operation);
  if (outcome.code === "not_found") throw notFound(outcome.kind);
  throw new AppError(outcome.code ?? "conflict", outcome.reason ?? "It could not be changed.");
}
