import * as z from "zod";
import { AppError } from "@/lib/errors";
import { closed, pageLimit } from "@/lib/input";

/** Of lists that are short enough to be read at once. */
export const pageQuery = closed({
  limit: pageLimit(50),
  cursor: z
    .optional(z.string("A cursor is expected.").max(200))
    .meta({ description: "The next_cursor of the page before." }),
});

type Page = z.output<typeof pageQuery>;

/** The page after the row that the cursor names; its own order is the list's. */
export function cut<Row extends { id: string }>(rows: readonly Row[], { limit, cursor }: Page) {
  const before = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before === -1) {
    const message = "This cursor does not belong to this list. Begin at the first page.";
    throw new AppError("invalid", message, { fields: [{ path: "cursor", message }] });
  }
  const page = rows.slice(before + 1, before + 1 + limit);
  const further = before + 1 + limit < rows.length;
  return { rows: page, nextCursor: further ? (page.at(-1)?.id ?? null) : null };
}
