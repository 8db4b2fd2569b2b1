import * as z from "zod";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { analyticsSearch } from "@/lib/analytics/input";
import { type Interval, INTERVALS } from "@/lib/analytics/rules/ranges";
import { type RequestsRow, type Split, SPLITS } from "@/lib/analytics/queries/list-requests";
import type { TopLists } from "@/lib/analytics/queries/list-top";
import { TALLIES, type TallyKind } from "@/lib/analytics/rules/kinds";
import { readCursor, writeCursor } from "@/lib/cursor";
import { AppError } from "@/lib/errors";
import { closed, pageLimit } from "@/lib/input";

const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const saved = z
  .int()
  .min(Number.MIN_SAFE_INTEGER)
  .max(Number.MAX_SAFE_INTEGER)
  .meta({ description: "Bytes that were not sent because the answers are smaller than their originals." });

const searchFields = {
  source_id: analyticsSearch.shape.source,
  from: analyticsSearch.shape.from,
  to: analyticsSearch.shape.to,
};

const oneOf = <T extends string>(values: readonly T[]) =>
  z.enum(values as [T, ...T[]], `One of these is expected: ${values.join(", ")}.`);

export const requestsQuery = closed({
  ...searchFields,
  zone: analyticsSearch.shape.zone,
  interval: oneOf<Interval>(INTERVALS).default("day"),
  by: oneOf<Split>(SPLITS).optional().meta({
    description:
      "Splits each interval by source, status, format, or whether the cache answered; all but source by days of UTC alone.",
  }),
  limit: pageLimit(50),
  cursor: z
    .string("A cursor is expected.")
    .max(2000, "This is not a cursor.")
    .optional()
    .meta({ description: "The next_cursor of the page before." }),
});

export const requestsShape = pageOf(
  z
    .strictObject({
      at: time.meta({ description: "Where the interval begins." }),
      value: z
        .string()
        .max(300)
        .nullable()
        .meta({ description: "The source, status or format, hit or miss; null where rows are not split." }),
      requests: count,
      bytes: count.meta({ description: "Sent, without headers." }),
      saved,
      hits: count.nullable().meta({ description: "Answered from the cache; null by what days of UTC alone tell." }),
      errors: count
        .nullable()
        .meta({ description: "Answered with a status of 400 or more; null by what days of UTC alone tell." }),
    })
    .meta({ id: "RequestsRow" }),
);

type RequestsQuery = z.output<typeof requestsQuery>;

/** @throws AppError `invalid` for an hour or a zone where only days of UTC are kept, and for a cursor of another list */
export function toRequestsSearch({ source_id: source, cursor, limit: _limit, ...search }: RequestsQuery) {
  const { by, interval, zone = "UTC" } = search;
  if (by !== undefined && by !== "source" && (interval !== "day" || zone !== "UTC")) {
    const message = `By ${by}, requests are counted by days of UTC.`;
    throw new AppError("invalid", message, { fields: [{ path: "interval", message }] });
  }
  return { ...search, source, after: cursor === undefined ? undefined : placeIn(cursor, search) };
}

function placeIn(text: string, search: Pick<RequestsQuery, "by">) {
  const { key, id } = readCursor(text, orderOf(search), "number");
  return { at: new Date(key), value: id || null };
}

/** Rows that are split otherwise are another list. */
const orderOf = ({ by }: Pick<RequestsQuery, "by">): string => by ?? "time";

/** A page of what was found after the one before. */
export function toRequests(rows: readonly RequestsRow[], query: RequestsQuery): z.infer<typeof requestsShape> {
  const shown = rows.slice(0, query.limit);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return {
    data: shown.map((row) => ({ ...row, at: at(row.at) })),
    next_cursor: last
      ? writeCursor({ sort: orderOf(query), side: "after", key: Number(last.at), id: last.value ?? "" })
      : null,
  };
}

export const topQuery = closed({
  ...searchFields,
  of: oneOf<TallyKind>(TALLIES).meta({
    description: "What is listed. path: images that were found; missing: paths that were answered with 404.",
  }),
  limit: pageLimit(50),
});

const day = z.iso.date().meta({ examples: ["2027-02-19"] });

export const topShape = z
  .strictObject({
    data: z
      .array(
        z.strictObject({
          value: z.string().max(600).meta({ description: "Empty where it is not known." }),
          source_id: id.nullable().meta({ description: "Of a path; null for what sources have in common." }),
          requests: count,
          bytes: count,
          saved,
        }),
      )
      .max(1000),
    total: count.meta({ description: "Requests that could be in the list, also those that are not on it." }),
    first_day: day.meta({ description: "Lists are kept by days of UTC: this is the first that was added up." }),
    last_day: day,
  })
  .meta({ id: "TopList" });

export const toTop = ({ days, lists }: TopLists, kind: TallyKind): z.infer<typeof topShape> => ({
  data: lists[kind].rows.map(({ source, value, requests, bytes, saved }) => ({
    value,
    source_id: source?.id ?? null,
    requests,
    bytes,
    saved,
  })),
  total: lists[kind].total,
  first_day: days.first,
  last_day: days.last,
});
