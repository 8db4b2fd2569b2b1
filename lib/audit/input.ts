import * as z from "zod/mini";
import { closed, dayOrTime, line, timeZone } from "@/lib/input";

export const EVENT_PAGE = 50;

const id = z.optional(z.string("An id is expected.").check(z.maxLength(60, "This is not an id.")));

const limit = z.coerce
  .number("A number from 1 to 1000 is expected.")
  .check(
    z.int("A whole number is expected."),
    z.gte(1, "At least 1 is expected."),
    z.lte(1000, "At most 1000 fit on a page."),
  );

const cursor = z.optional(
  z.string("A cursor is expected.").check(z.regex(/^\d{1,15}$/, "This cursor does not belong to this list.")),
);

/** Which events to show; whatever is left out does not narrow. */
export const auditSearch = closed({
  /** Stands in the names of who did it, of what it was done to, or of the operation. */
  q: z.optional(line("The search", 200)),
  /** A member's id, or `system`. */
  actor: id,
  /** One operation (`users.invite`), or all of a noun (`users`). */
  operation: id,
  target: id,
  /** By or on this one. */
  about: id,
  /** The API key that was used. */
  key: id,
  from: z.optional(dayOrTime),
  /** A day counts to its end. */
  to: z.optional(dayOrTime),
  /** Whose days `from` and `to` mean. */
  zone: z.optional(timeZone),
  cursor,
  /** In place of a cursor: the page that ends before this one, whose events are newer. */
  before: cursor,
  limit: z.optional(limit),
});
export type AuditSearch = z.output<typeof auditSearch>;
