import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { collections } from "./collections";
import { interval, oneOf, ofAccount, time, within } from "./columns";
import { files, folders } from "./media";
import { groups, members } from "./members";

const SHARE_LEVELS = ["view", "contribute", "manage"] as const;
const LINK_KINDS = ["view", "request"] as const;

/** One of them is set; `itemId` is whichever it is. */
const item = () => ({
  fileId: text(),
  folderId: text(),
  collectionId: text(),
  itemId: text()
    .notNull()
    .generatedAlwaysAs((): SQL => sql`coalesce(file_id, folder_id, collection_id)`),
});

/** A level on a file, folder or collection, given to a member or a group. */
export const shares = pgTable(
  "shares",
  {
    accountId: accountId(),
    id: text().notNull(),
    ...item(),
    memberId: text(),
    groupId: text(),
    granteeId: text()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(member_id, group_id)`),
    level: text({ enum: SHARE_LEVELS }).notNull(),
    expiresAt: time(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("shares_file", t.accountId, t.fileId, files),
    within("shares_folder", t.accountId, t.folderId, folders),
    within("shares_collection", t.accountId, t.collectionId, collections),
    within("shares_member", t.accountId, t.memberId, members),
    within("shares_group", t.accountId, t.groupId, groups),
    uniqueIndex("shares_current")
      .on(t.accountId, t.granteeId, t.itemId)
      .where(sql`${t.endedAt} is null`),
    index("shares_item").on(t.accountId, t.itemId),
    index("shares_expiry")
      .on(t.expiresAt)
      .where(sql`${t.endedAt} is null`),
    check("shares_one_item", sql`num_nonnulls(${t.fileId}, ${t.folderId}, ${t.collectionId}) = 1`),
    check("shares_one_grantee", sql`num_nonnulls(${t.memberId}, ${t.groupId}) = 1`),
    oneOf("shares_level", t.level, SHARE_LEVELS),
    ...ofAccount(),
  ],
);

/** A restricted member's wish for a level on a folder. It ends with `granted`, `declined` or `withdrawn`. */
export const accessRequests = pgTable(
  "access_requests",
  {
    accountId: accountId(),
    id: text().notNull(),
    memberId: text().notNull(),
    folderId: text().notNull(),
    level: text({ enum: SHARE_LEVELS }).notNull(),
    message: text().notNull().default(""),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("access_requests_member", t.accountId, t.memberId, members),
    within("access_requests_folder", t.accountId, t.folderId, folders),
    uniqueIndex("access_requests_current")
      .on(t.accountId, t.memberId, t.folderId)
      .where(sql`${t.endedAt} is null`),
    index("access_requests_folder_id").on(t.accountId, t.folderId),
    oneOf("access_requests_level", t.level, SHARE_LEVELS),
    ...ofAccount(),
  ],
);

/**
 * A door for someone without an account. `view` shows what it names, `request` takes files into a folder. The token is
 * kept as its SHA-256 alone, the passcode as scrypt makes it.
 */
export const shareLinks = pgTable(
  "share_links",
  {
    accountId: accountId(),
    id: text().notNull(),
    kind: text({ enum: LINK_KINDS }).notNull(),
    ...item(),
    tokenHash: text().notNull().unique(),
    startsAt: time(),
    expiresAt: time(),
    passcodeHash: text(),
    download: boolean().notNull().default(true),
    /** Limits; null means none. */
    maxViews: integer(),
    maxDownloads: integer(),
    /** Of a file request: how many files it takes, and how large each may be, in bytes. */
    maxUploads: integer(),
    maxUploadBytes: bigint({ mode: "number" }),
    /** For whom it is, as its maker wrote it. */
    note: text().notNull().default(""),
    views: integer().notNull().default(0),
    downloads: integer().notNull().default(0),
    uploads: integer().notNull().default(0),
    botViews: integer().notNull().default(0),
    botDownloads: integer().notNull().default(0),
    lastOpenedAt: time(),
    createdAt: time().notNull().defaultNow(),
    createdBy: text().notNull(),
    /** The member who made it, or whose key did. */
    ownerId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("share_links_file", t.accountId, t.fileId, files),
    within("share_links_folder", t.accountId, t.folderId, folders),
    within("share_links_collection", t.accountId, t.collectionId, collections),
    within("share_links_owner", t.accountId, t.ownerId, members),
    index("share_links_item").on(t.accountId, t.itemId),
    index("share_links_listed").on(t.accountId, t.createdAt, t.id),
    check("share_links_one_item", sql`num_nonnulls(${t.fileId}, ${t.folderId}, ${t.collectionId}) = 1`),
    check("share_links_request", sql`${t.kind} = 'view' or ${t.folderId} is not null`),
    oneOf("share_links_kind", t.kind, LINK_KINDS),
    ...ofAccount(),
  ],
);

/** A revoked link may be restored for 30 days: its revocation ends, and the address works as before. */
export const shareLinkRevocations = pgTable(
  "share_link_revocations",
  { accountId: accountId(), id: text().notNull(), linkId: text().notNull(), ...interval() },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("share_link_revocations_link", t.accountId, t.linkId, shareLinks),
    uniqueIndex("share_link_revocations_current")
      .on(t.accountId, t.linkId)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** What visitors did, for the link's activity. Times are exact, because two visits may share a millisecond. */
export const shareLinkEvents = pgTable(
  "share_link_events",
  {
    accountId: accountId(),
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    linkId: text().notNull(),
    kind: text({ enum: ["view", "download", "upload", "report"] }).notNull(),
    fileId: text(),
    bot: boolean().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** Of a view: when the visit was last used, where that is more than a minute later. */
    seenAt: timestamp({ withTimezone: true }),
    ip: text(),
    userAgent: text(),
    /** What somebody who reported it wrote. */
    note: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.number] }),
    within("share_link_events_link", t.accountId, t.linkId, shareLinks),
    within("share_link_events_file", t.accountId, t.fileId, files),
    index("share_link_events_link_id").on(t.accountId, t.linkId, t.number),
    ...ofAccount(),
  ],
);

/** What new share links of the account begin with and must not go beyond. */
export const mediaSettings = pgTable(
  "media_settings",
  {
    accountId: accountId().primaryKey(),
    /** Days a new link lives at most; null: for ever. */
    linkDays: integer(),
    linkPasscode: boolean().notNull().default(false),
    linkDownload: boolean().notNull().default(true),
  },
  () => [...ofAccount()],
);
