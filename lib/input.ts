import * as z from "zod/mini";
import { type Permission, PERMISSION_IDS } from "@/lib/permissions/permissions";
import { BUILT_IN_ROLES } from "@/lib/permissions/roles";

/** The pieces that input schemas of several nouns are made of; each says in one sentence what it expects. */

/** Takes exactly these fields: another one is refused by its name. */
export const closed = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `There is no field ${(issue.keys as string[]).join(", ")}.`
        : "A set of fields is expected.",
  });

const article = (noun: string) => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

/** An identifier with this prefix, as in `mem_01k9…`. */
export const idOf = (prefix: string, noun: string) =>
  z
    .string(`The id of ${article(noun)} is expected.`)
    .check(z.regex(new RegExp(`^${prefix}_[0-9a-z]{1,40}$`), `This is not the id of ${article(noun)}.`));

/** A built-in role or one of the account's own. */
export const roleId = z
  .string("The id of a role is expected.")
  .check(z.regex(new RegExp(`^(${BUILT_IN_ROLES.join("|")}|rol_[0-9a-z]{1,40})$`), "This is not the id of a role."));

export const permission = z.enum(PERMISSION_IDS as [Permission, ...Permission[]], {
  error: `One of these is expected: ${PERMISSION_IDS.join(", ")}.`,
});

/** A moment, RFC 3339 in text. */
export const moment = z.pipe(
  z.union([z.iso.datetime({ offset: true }), z.date()], "A time such as 2027-02-19T17:37:00Z is expected."),
  z.transform((value) => new Date(value)),
);

/** A day of the calendar, or a moment. */
export const dayOrTime = z.union(
  [z.iso.date(), z.iso.datetime({ offset: true })],
  "A day such as 2027-02-19 or a time such as 2027-02-19T17:37:00Z is expected.",
);

export const timeZone = z
  .string("A time zone is expected.")
  .check(
    z.maxLength(60, "This is not a time zone."),
    z.refine(isZone, "This is not a time zone such as Europe/Lisbon."),
  );

/** An offset such as +01:00 is none: the database and the browser disagree on its sign. */
function isZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }).format() !== "";
  } catch {
    return false;
  }
}

const CONTROL = /[\p{Cc}\u2028\u2029]/u;

/** One line of text, without what cannot be seen. */
export const line = (name: string, most: number) =>
  z.string(`${name} is a text.`).check(
    z.trim(),
    z.maxLength(most, `${name} has at most ${most} characters.`),
    z.refine((text) => !CONTROL.test(text), `${name} is one line without control characters.`),
  );

/** At least one of them, and none twice. */
export const several = <T extends z.ZodMiniType<string>>(item: T, noun: string, most: number) =>
  z.array(item, `A list of ${noun} is expected.`).check(
    z.minLength(1, `Choose at least one of the ${noun}.`),
    z.maxLength(most, `At most ${most} ${noun} fit into one request.`),
    z.refine((items) => new Set(items).size === items.length, `One of the ${noun} is named twice.`),
  );

/** Where a page of a list begins, as the page before told it. */
export const pageCursor = z.optional(
  z.string("A cursor is expected.").check(z.maxLength(4000, "This is not a cursor.")),
);

/** How many rows a page of a list has. */
export const pageLimit = (standard: number) =>
  z._default(
    z.coerce
      .number("A number from 1 to 1000 is expected.")
      .check(
        z.int("A whole number is expected."),
        z.gte(1, "At least 1 is expected."),
        z.lte(1000, "At most 1000 fit on a page."),
      ),
    standard,
  );
