import * as z from "zod/mini";

export const EVENT_PAGE = 50;

const text = (most: number) => z.optional(z.string().check(z.trim(), z.maxLength(most)));
const id = z.optional(z.string().check(z.maxLength(60)));
const moment = z.optional(
  z.union([z.iso.date(), z.iso.datetime({ offset: true })], "Give a day such as 2026-11-21, or a time in RFC 3339."),
);

export const auditSearch = z.object({
  /** Words in the names of who did it and of what it was done to. */
  q: text(200),
  /** A member's id, or `system`. */
  actor: id,
  /** One operation (`users.invite`), or all of a noun (`users`). */
  operation: id,
  target: id,
  /** Events by or on this one. */
  about: id,
  /** The API key that was used. */
  key: id,
  from: moment,
  /** A day counts to its end. */
  to: moment,
  /** Whose days `from` and `to` mean, as an IANA name. */
  zone: z._default(
    z.string().check(z.refine(isZone, "This is no time zone; one is called Europe/Lisbon, for example.")),
    "UTC",
  ),
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}$/, "This cursor is not one of this list."))),
  limit: z._default(z.coerce.number<unknown>().check(z.int(), z.minimum(1), z.maximum(1000)), EVENT_PAGE),
});

export type AuditSearch = z.input<typeof auditSearch>;

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
}
