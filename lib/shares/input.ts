import * as z from "zod/mini";
import { closed, idOf, line, moment, pageCursor, pageLimit, timeZone } from "@/lib/input";
import { collectionId, folderId, item, selection } from "@/lib/media/input/items";
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

const forEach = <T extends z.ZodMiniType<{ grantee: Grantee }>>(share: T) =>
  z.array(share, "A list of people and groups is expected.").check(
    z.minLength(1, "Choose at least one person or group."),
    z.maxLength(200, "At most 200 people and groups fit into one request."),
    z.refine((all) => areDistinct(all.map(({ grantee: one }) => idOfGrantee(one))), "Somebody is named twice."),
  );

/** With whom a thing is shared afterwards; whoever is not named keeps what they have. */
export const setSharesInput = closed({ item, shares: forEach(wanted) });
export type SetShares = z.output<typeof setSharesInput>;

const MOST_THINGS = 1000;
const tooMany = `At most ${MOST_THINGS} things are shared by one request.`;

const things = {
  ...selection.shape,
  collectionIds: z._default(z.array(collectionId).check(z.maxLength(MOST_THINGS, tooMany)), []),
};

export const thingsInput = closed(things).check(
  z.refine((one) => idsOfThings(one).length > 0, "Choose at least one thing."),
  z.refine((one) => idsOfThings(one).length <= MOST_THINGS, tooMany),
);
/** Files, folders and collections together. */
export type Things = z.output<typeof thingsInput>;

/** Where the ids of things of a kind stand. */
export const IDS = { file: "fileIds", folder: "folderIds", collection: "collectionIds" } as const;

export const idsOfThings = (one: Things): string[] => Object.values(IDS).flatMap((ids) => one[ids]);

/** What is left out stays as it is on each thing; whoever has nothing of it does not come to have it by an end alone. */
const change = closed({
  grantee,
  level: z.optional(z.nullable(level)),
  expiresAt: z.optional(z.nullable(moment)),
});

/** The same for many things at once, or something else for each of them. */
export const shareItemsInput = closed({
  changes: z.array(closed({ ...things, shares: forEach(change) }), "A list of changes is expected.").check(
    z.minLength(1, "At least one change is expected."),
    z.refine((all) => all.flatMap(idsOfThings).length <= MOST_THINGS, tooMany),
    z.refine((all) => areDistinct(all.flatMap(idsOfThings)), "One of the things is named twice."),
  ),
});
export type ShareItems = z.output<typeof shareItemsInput>;

const areDistinct = (ids: readonly string[]) => new Set(ids).size === ids.length;

/** What is left out stays. */
const changeShareInput = closed({
  shareId,
  level: z.optional(level),
  expiresAt: z.optional(z.nullable(moment)),
});
export type ChangeShare = z.output<typeof changeShareInput>;

/** The operation that changes with whom a thing of this kind is shared. */
export const SHARING = { file: "media.share", folder: "media.share", collection: "collections.share" } as const;

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

/** A page of the files in it, where it holds many. */
export const seeAsInput = closed({ item, memberId, cursor: pageCursor });
export type SeeAs = z.output<typeof seeAsInput>;

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
