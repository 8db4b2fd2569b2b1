/** Why a request was refused; the doors translate each into their own language (HTTP status, form error, toast). */
export const ERROR_CODES = {
  malformed: { status: 400, title: "Malformed request" },
  unauthenticated: { status: 401, title: "Not signed in" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  gone: { status: 410, title: "No longer available" },
  too_large: { status: 413, title: "Too large" },
  unsupported_type: { status: 415, title: "Unsupported type" },
  invalid: { status: 422, title: "Invalid input" },
  too_many: { status: 429, title: "Too many requests" },
  unavailable: { status: 503, title: "Temporarily unavailable" },
  full: { status: 507, title: "Storage is full" },
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

type ErrorDetails = {
  /** The operation that was refused and the permissions that would allow it (rule: a refusal is never bare). */
  operation?: string;
  missingPermissions?: readonly string[];
  /** One entry a wrong field; `path` is dotted, as in `emails.3`. */
  fields?: readonly { path: string; message: string }[];
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
};

/** An expected refusal. Its message is written for the person who reads it; anything else that is thrown is a fault. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** What does not exist and what is out of reach answer with these same words. */
export const notFound = (what = "page") =>
  new AppError("not_found", `There is no such ${what}, or it is not open to you.`);

/** Throws what a rule found in the way, if it found anything. */
export function refuseIf(obstacle: AppError | null): void {
  if (obstacle) throw obstacle;
}
