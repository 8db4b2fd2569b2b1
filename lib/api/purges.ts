import * as z from "zod";
import { at, atOrNull, id, pageOf, time } from "@/lib/api/shapes";
import { closed } from "@/lib/input";
import { MOST_LINES, type Purge, purgeId, purgeInput } from "@/lib/purge/input";
import type { PurgeLine, PurgeRow } from "@/lib/purge/queries/list-purges";

const count = z.int().min(0).max(1_000_000_000);
const text = (most: number) => z.string().max(most);

const forwardingShape = z
  .strictObject({
    calls: count,
    sent: count,
    given_up: count,
    untold: count.meta({
      description: "Images that no call names, because there were too many. By keys there are none.",
    }),
    problem: text(400).nullable(),
    next_at: time.nullable(),
  })
  .nullable()
  .meta({ description: "Calls to the CDN in front; null where none is told. They never hold a purge up." });

const lineShape = z.strictObject({
  text: text(2100),
  matched: count,
  read: z
    .strictObject({
      at: time,
      path: text(9000),
      status: z.int().min(0).max(999).nullable(),
      verdict: z.enum(["fresh", "stale", "unreadable"]),
    })
    .nullable()
    .meta({ description: "What an address of it answered when it was read again after the purge." }),
});

const purgeShape = z
  .strictObject({
    id,
    status: z.enum(["pending", "completed", "failed", "unproven"]).meta({
      description:
        "Nothing old is served from the answer to the POST on. It is pending until addresses of it have been read again, failed when one still gave what was purged, and unproven when one could not be read in five tries.",
    }),
    matched: count.meta({ description: "Cached results that were there when it was asked for." }),
    reason: text(300),
    line_count: count,
    first_line: text(2100),
    created_at: time,
    created_by: text(200),
    settled_at: time.nullable(),
    forwarding: forwardingShape,
  })
  .meta({ id: "Purge" });

export const purgeWithLinesShape = purgeShape
  .extend({ lines: z.array(lineShape).max(MOST_LINES) })
  .meta({ id: "PurgeWithLines" });

export const purgesShape = pageOf(purgeShape);

export const purgePath = closed({ id: purgeId });

const { lines, sourceId, reason } = purgeInput.shape;

export const purgeBody = closed({
  urls: z.optional(lines).meta({
    description: "Addresses of images, or paths of source_id. All renditions go. A * at the end: all that begins so.",
  }),
  source_id: z
    .optional(sourceId)
    .meta({ description: "Where paths without a host lie. Alone: everything of this source." }),
  prefix: z.optional(lines.def.element).meta({ description: "An address or a path of source_id: all that begins so." }),
  tag: z.optional(lines.def.element).meta({ description: "All of the library with this tag." }),
  folder_id: z.optional(z.string("The id of a folder is expected.").max(60)),
  file_id: z.optional(z.string("The id of a file is expected.").max(60)),
  reason: z.optional(reason),
});

type Body = z.output<typeof purgeBody>;

const atPath = (path: string, line: string | undefined) => (line === undefined ? [] : [{ path, line }]);

/** The lines that the paste box would take for the same, each with the field that it came from. */
function linesOf({ urls = [], source_id: source, prefix, tag, folder_id: folder, file_id: file }: Body) {
  const named = [
    ...urls.flatMap((url, index) => atPath(`urls.${index}`, url)),
    ...atPath("prefix", prefix && `${prefix.replace(/\*$/, "")}*`),
    ...atPath("tag", tag && `tag:${tag}`),
    ...atPath("folder_id", folder && `folder:${folder}`),
    ...atPath("file_id", file && `file:${file}`),
  ];
  return named.length === 0 && source ? atPath("source_id", "*") : named;
}

export const toPurge = (body: Body): Purge => ({
  lines: linesOf(body).map(({ line }) => line),
  sourceId: body.source_id ?? null,
  reason: body.reason ?? "",
});

/** Which field of the body a line came from. */
export const fieldOf =
  (body: Body) =>
  (line: number): string =>
    linesOf(body)[line]?.path ?? "urls";

export const toPurgeShape = (purge: PurgeRow): z.input<typeof purgeShape> => ({
  id: purge.id,
  status: purge.status,
  matched: purge.matched,
  reason: purge.reason,
  line_count: purge.lines,
  first_line: purge.first,
  created_at: at(purge.createdAt),
  created_by: purge.createdBy,
  settled_at: atOrNull(purge.settledAt),
  forwarding: purge.forwarding && {
    calls: purge.forwarding.calls,
    sent: purge.forwarding.sent,
    given_up: purge.forwarding.dropped,
    untold: purge.forwarding.untold,
    problem: purge.forwarding.problem,
    next_at: atOrNull(purge.forwarding.nextAt),
  },
});

export const toPurgeWithLines = (purge: PurgeRow & { each: PurgeLine[] }): z.input<typeof purgeWithLinesShape> => ({
  ...toPurgeShape(purge),
  lines: purge.each.map(({ text: told, matched, read }) => ({
    text: told,
    matched,
    read: read && { at: at(read.at), path: read.path, status: read.answer, verdict: read.verdict },
  })),
});
