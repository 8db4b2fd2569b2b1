import * as z from "zod/mini";
import { closed, idOf, line, moment, pageCursor, pageLimit } from "@/lib/input";
import { item } from "@/lib/media/input/items";
import { LARGEST_UPLOAD } from "@/lib/media/rules/limits";

export const linkId = idOf("lnk", "share link");

/** Short ones are weak, but tried out only slowly: wrong ones are counted. */
const passcode = line("The passcode", 200).check(z.minLength(4, "A passcode has at least 4 characters."));

const times = (name: string) =>
  z.nullable(
    z
      .int(`${name} is a whole number.`)
      .check(z.gte(1, `${name} is at least 1.`), z.lte(1_000_000, `${name} is at most 1,000,000.`)),
  );

const settings = {
  startsAt: z.optional(z.nullable(moment)),
  expiresAt: z.optional(z.nullable(moment)),
  /** Null: none. Nobody is ever told the present one. */
  passcode: z.optional(z.nullable(passcode)),
  download: z.optional(z.boolean("Either true or false is expected.")),
  maxViews: z.optional(times("The number of views")),
  maxDownloads: z.optional(times("The number of downloads")),
  /** Of a file request. */
  maxUploads: z.optional(times("The number of files")),
  /** Bytes of each file. */
  maxUploadBytes: z.optional(
    z.nullable(
      z
        .int("The size of a file is a number of bytes.")
        .check(z.gte(1, "The size is at least 1 byte."), z.lte(LARGEST_UPLOAD, "A file has at most 5 GB.")),
    ),
  ),
  note: z.optional(line("The note", 300)),
};

/** `request`: visitors do not see the folder, they put files into it. */
export const createLinkInput = closed({
  item,
  kind: z._default(z.enum(["view", "request"], "Either view or request is expected."), "view"),
  ...settings,
});
export type CreateLink = z.output<typeof createLinkInput>;

/** What is left out stays. */
export const editLinkInput = closed({ linkId, ...settings });
export type EditLink = z.output<typeof editLinkInput>;

export const linksInput = closed({
  linkIds: z
    .array(linkId, "A list of links is expected.")
    .check(z.minLength(1, "Choose at least one link."), z.maxLength(1000, "At most 1000 links fit into one request.")),
});
export type Links = z.output<typeof linksInput>;

export const LINK_STATUSES = ["active", "scheduled", "expired", "used_up", "revoked"] as const;
export type LinkStatus = (typeof LINK_STATUSES)[number];

export const linksSearch = closed({
  /** Of this thing alone. */
  item: z.optional(item),
  status: z.optional(z.enum(LINK_STATUSES, `One of these is expected: ${LINK_STATUSES.join(", ")}.`)),
  q: z.optional(line("The search", 200)),
  cursor: pageCursor,
  limit: pageLimit(50),
});
export type LinksSearch = z.output<typeof linksSearch>;

export const unlockInput = closed({
  token: z.string().check(z.maxLength(200)),
  passcode: z.string("The passcode is expected.").check(z.maxLength(200, "The passcode is wrong.")),
});
export type Unlock = z.output<typeof unlockInput>;

export const reportInput = closed({
  token: z.string().check(z.maxLength(200)),
  reason: line("The reason", 1000).check(z.minLength(3, "Say in a few words what is wrong.")),
});

export const mediaSettingsInput = closed({
  linkDays: z.nullable(
    z.int("A number of days is expected.").check(z.gte(1, "At least 1 day."), z.lte(3650, "At most 3650 days.")),
  ),
  linkPasscode: z.boolean("Either true or false is expected."),
  linkDownload: z.boolean("Either true or false is expected."),
});
export type MediaSettings = z.output<typeof mediaSettingsInput>;
