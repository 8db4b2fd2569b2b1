import * as z from "zod";
import { ERROR_CODES, type ErrorCode } from "@/lib/errors";

/** RFC 9457 as this API fills it in: on 403 with what is missing, on 422 with each wrong field. */
export const problemShape = z
  .strictObject({
    type: z.url(),
    title: z.string(),
    status: z.int().min(400).max(503),
    detail: z.string().min(1),
    code: z.enum([...(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]), "fault"]),
    request_id: z.string(),
    operation: z.string().optional(),
    missing_permissions: z.array(z.string()).optional(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .refine(({ code, status }) => code === "fault" || ERROR_CODES[code].status === status, "The code has another status.")
  .refine(({ code, missing_permissions: missing }) => (code === "forbidden") === (missing !== undefined))
  .refine(({ code, errors }) => (code === "invalid") === (errors !== undefined));
