import * as z from "zod/mini";
import { AppError } from "@/lib/errors";

/** The input as the schema says, or one clear sentence a wrong field. */
export function parseInput<S extends z.core.$ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = z.safeParse(schema, raw);
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
  const [first] = fields;
  throw new AppError(
    "invalid",
    first ? `${first.path ? `${first.path}: ` : ""}${first.message}` : "The input is not valid.",
    { fields },
  );
}
