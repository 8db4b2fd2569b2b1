import * as z from "zod/mini";
import { closed, idOf, line, pageCursor, pageLimit } from "@/lib/input";
import { MOST_LINE } from "@/lib/purge/rules/read-line";

/** Lines of one purge. */
export const MOST_LINES = 500;

export const purgeId = idOf("pur", "purge");

const sourceId = idOf("src", "source");

const lineText = line("A line", MOST_LINE).check(z.minLength(1, "A line is empty."));

const named = {
  /** Each as in the paste box: an address, a path of the source, `…*` for all that begins so, `tag:`, `folder:`, `file:`. */
  lines: z
    .array(lineText, "A list of lines is expected.")
    .check(
      z.minLength(1, "Name at least one address."),
      z.maxLength(MOST_LINES, `At most ${MOST_LINES} lines fit into one purge.`),
    ),
  /** In which paths without a host lie. */
  sourceId: z._default(z.nullable(sourceId), null),
};

export const previewInput = closed(named);
export type Preview = z.output<typeof previewInput>;

export const purgeInput = closed({ ...named, reason: z._default(line("The reason", 300), "") });
export type Purge = z.output<typeof purgeInput>;

export const checkInput = closed({ line: lineText, sourceId: named.sourceId });
export type Check = z.output<typeof checkInput>;

export const purgeRef = closed({ purgeId });

export const purgesSearch = closed({
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type PurgesSearch = z.output<typeof purgesSearch>;

const headerName = z
  .string("The name of a header is expected.")
  .check(z.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,80}$/, "A header's name is a word such as Authorization."));

/** Null: the value that is kept already; nobody is told it. */
const headerValue = z.nullable(
  z
    .string("The value of a header is a text.")
    .check(
      z.trim(),
      z.maxLength(2000, "A header's value has at most 2000 characters."),
      z.regex(/^[\x20-\x7e]*$/, "A header's value has visible ASCII characters alone."),
    ),
);

export const hookInput = closed({
  template: z.enum(["cloudflare", "fastly", "custom"], "One of these is expected: cloudflare, fastly, custom."),
  method: z
    .string("A method such as POST is expected.")
    .check(z.trim(), z.toUpperCase(), z.regex(/^[A-Z]{3,12}$/, "A method is a word such as POST or PURGE.")),
  url: line("The address", 2000).check(
    z.refine(
      (text) => text.startsWith("{{url}}") || /^https?:\/\/[^\s{}]/i.test(text),
      "Write it as https://cdn.example.com/purge, or {{url}}.",
    ),
  ),
  headers: z.array(closed({ name: headerName, value: headerValue }), "A list of headers is expected.").check(
    z.maxLength(10, "At most 10 headers are possible."),
    z.refine(
      (headers) => new Set(headers.map(({ name }) => name.toLowerCase())).size === headers.length,
      "One of the headers is named twice.",
    ),
  ),
  body: z.string("The body is a text.").check(z.maxLength(4000, "The body has at most 4000 characters.")),
});
export type Hook = z.output<typeof hookInput>;

export const nothingInput = closed({});
