import { env } from "@/lib/env";
import { type AppError, ERROR_CODES, type ErrorCode } from "@/lib/errors";

/** The body of a refusal, RFC 9457. */
type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode | "fault";
  request_id: string;
  operation?: string;
  missing_permissions?: readonly string[];
  errors?: readonly { path: string; message: string }[];
};

/** The refusal as an answer; null is a fault, of which nobody learns more than that it happened. */
export function problemResponse(refused: AppError | null, requestId: string, headers: Record<string, string> = {}) {
  const problem = refused ? toProblem(refused, requestId) : faultOf(requestId);
  return Response.json(problem, {
    status: problem.status,
    headers: { ...headers, ...(refused && headersOf(refused)), "Content-Type": "application/problem+json" },
  });
}

function toProblem({ code, message, details }: AppError, requestId: string): Problem {
  const { status, title } = ERROR_CODES[code];
  return {
    type: typeOf(code),
    title,
    status,
    detail: message,
    code,
    request_id: requestId,
    ...(code === "forbidden" && {
      operation: details.operation,
      missing_permissions: details.missingPermissions ?? [],
    }),
    ...(code === "invalid" && {
      errors: (details.fields ?? []).map(({ path, message: says }) => ({ path: snakeCase(path), message: says })),
    }),
  };
}

const faultOf = (requestId: string): Problem => ({
  type: typeOf("fault"),
  title: "Fault",
  status: 500,
  detail: "Something failed on the server. It was written to the log under this request's id.",
  code: "fault",
  request_id: requestId,
});

const typeOf = (code: string) => `${env().APERTURE_URL}/docs/api#${code}`;

/** Fields of commands are named as in TypeScript, those of the API are not. */
const snakeCase = (path: string) => path.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function headersOf({ code, details }: AppError): Record<string, string> {
  if (code === "unauthenticated") return { "WWW-Authenticate": 'Bearer realm="Aperture API"' };
  const { retryAfter } = details;
  return retryAfter === undefined ? {} : { "Retry-After": String(retryAfter) };
}
