import { AppError } from "@/lib/errors";

/** Whether a disk refused to take more. */
export const isFull = (error: unknown) => ["ENOSPC", "EDQUOT"].includes((error as NodeJS.ErrnoException).code ?? "");

/** Tells it in words; what is there already can still be read. */
export const noRoom = () =>
  new AppError("full", "The server's storage is full. Nothing that is there was changed; ask whoever runs it.");
