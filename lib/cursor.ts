import * as z from "zod/mini";
import { AppError } from "@/lib/errors";

/** The database takes no zero bytes. */
const text = z.string().check(z.refine((given) => !given.includes("\0")));

const cursor = z.strictObject({
  sort: z.string(),
  side: z.enum(["after", "before"]),
  key: z.union([text, z.number()]),
  id: text,
});

/** The row that a page begins after or ends before, by the sort key of that row and what tells it from others of that key. */
export type Cursor = z.output<typeof cursor>;

export const writeCursor = (value: Cursor) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** @throws AppError `invalid` for anything that this list, sorted like this, did not hand out */
export function readCursor(text: string, sort: string, keyType: "string" | "number"): Cursor {
  const parsed = cursor.safeParse(parseJson(Buffer.from(text, "base64url").toString()));
  if (parsed.success && parsed.data.sort === sort && typeof parsed.data.key === keyType) return parsed.data;
  const message = "This cursor does not belong to this list. Begin at the first page.";
  throw new AppError("invalid", message, { fields: [{ path: "cursor", message }] });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
