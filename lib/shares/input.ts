import * as z from "zod/mini";
import { closed, idOf, line, moment, pageCursor, pageLimit, timeZone } from "@/lib/input";
import { folderId, type Item, item } from "@/lib/media/input/items";
import { type Level, LEVELS } from "@/lib/permissions/operations";

export const shareId = idOf("shr", "share");
const memberId = idOf("mem", "person");
const groupId = idOf("grp", "group");

export const level = z.enum(LEVELS as readonly [Level, ...Level[]], `One of these is expected: ${LEVELS.join(", ")}.`);

export const grantee = z.union(
  [closed({ memberId }), closed({ groupId })],
  "Either { memberId } or { groupId } is expected.",
);
export type Grantee = z.output<typeof grantee>;

export const idOfGrantee = (one: Grantee): string => ("memberId" in one ? one.memberId : one.groupId);

const wanted = closed({
  grantee,
  /** Null: it is no longer shared with them. */
  level: z.nullable(level),
  expiresAt: z.optional(z.nullable(moment)),
});

/** With whom a thing is shared afterwards; whoever is not named keeps what they have. */
export const setSharesInput = closed({
  item,
  shares: z.array(wanted, "A list of people and groups is expected.").check(
    z.minLength(1, "Choose at least one person or group."),
    z.maxLength(200, "At most 200 people and groups fit into one request."),
    z.refine(
      (all) => new Set(all.map((one) => idOfGrantee(one.grantee))).size === all.length,
      "Somebody is named twice.",
    ),
  ),
});
export type SetShares = z.output<typeof setSharesInput>;

/** What is left out stays. */
const changeShareInput = closed({
  shareId,
  level: z.optional(level),
  expiresAt: z.optional(z.nullable(moment)),
});
export type ChangeShare = z.output<typeof changeShareInput>;

/** The operation that changes with whom a thing of this kind is shared. */
export const sharingOf = (one: Item) => ("collectionId" in one ? "collections.share" : "media.share");

/** Of one thing, of one person or group, or all. */
const sharesSearch = closed({
  item: z.optional(item),
  granteeId: z.optional(z.union([memberId, groupId], "The id of a person or group is expected.")),
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type SharesSearch = z.output<typeof sharesSearch>;

export const checkAccessInput = closed({ item, memberId });
export type CheckAccess = z.output<typeof checkAccessInput>;

export const day = z.iso.date("A day such as 2027-02-19 is expected.");

/** How it was at the end of a day, as the clocks of this time zone have it. */
export const accessOnDayInput = closed({ item, day, timeZone });
export type AccessOnDay = z.output<typeof accessOnDayInput>;

export const itemAccessInput = closed({ item });
export const suggestGranteesInput = closed({ text: line("The search", 100) });

export const requestAccessInput = closed({
  folderId,
  level: z._default(level, "view"),
  message: z._default(line("The message", 500), ""),
});
export type RequestAccess = z.output<typeof requestAccessInput>;

export const requestId = idOf("acr", "request");

/** `level`: what they get, which may be another one than they asked for; null: nothing. */
export const answerRequestInput = closed({
  requestId,
  level: z.nullable(level),
  expiresAt: z.optional(z.nullable(moment)),
});
export type AnswerRequest = z.output<typeof answerRequestInput>;
