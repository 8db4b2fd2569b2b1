import { CallTimeout, databaseCode } from "@/db/client";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

const OUTAGE = /^(CALL_TIMEOUT|CONNECT|CONNECTION_|RESPONSE_TIMEOUT|ECONN|ENOTFOUND|57P0|53|08|55P03|57014)/;

const isOutage = (error: unknown) => error instanceof CallTimeout || OUTAGE.test(databaseCode(error) ?? "");

/** The refusal that an error means, outside of Next. An outage asks to come back; a fault is logged and told without detail. */
export function refusalOf(error: unknown, requestId: string): AppError | null {
  if (error instanceof AppError) return error;
  log.fault(isOutage(error) ? "database.unavailable" : "fault", error, { requestId });
  if (isOutage(error))
    return new AppError("unavailable", "The database does not answer at the moment. Nothing was changed.", {
      retryAfter: 5,
    });
  return null;
}
