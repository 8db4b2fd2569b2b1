import * as z from "zod/mini";
import { closed, line } from "@/lib/input";

export const EVENT_PAGE = 50;

const id = z.optional(z.string("An id is expected.").check(z.maxLength(60, "This is not an id.")));

const dayOrTime = z.optional(
  z.union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    "A day such as 2027-02-19 or a time such as 2027-02-19T17:37:00Z is expected.",
  ),
);

const zone = z
  .string("A time zone is expected.")
  .check(
    z.maxLength(60, "This is not a time zone."),
    z.refine(isZone, "This is not a time zone such as Europe/Lisbon."),
  );

const limit = z.coerce
  .number("A number from 1 to 1000 is expected.")
  .check(
    z.int("A whole number is expected."),
    z.gte(1, "At least 1 is expected."),
    z.lte(1000, "At most 1000 fit on a page."),
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
  from: dayOrTime,
  /** A day counts to its end. */
  to: dayOrTime,
  /** Whose days `from` and `to` mean. */
  zone: z.optional(zone),
  cursor: z.optional(
    z.string("A cursor is expected.").check(z.regex(/^\d{1,15}$/, "This cursor does not belong to this list.")),
  ),
  limit: z.optional(limit),
});
export type AuditSearch = z.output<typeof auditSearch>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
}
