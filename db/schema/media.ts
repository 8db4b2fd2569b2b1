import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { bytewise, interval, oneOf, ofAccount, time, within } from "./columns";
import { members } from "./members";

const FILE_TYPES = ["image", "vector", "video", "audio", "document", "archive", "other"] as const;
const FIELD_KINDS = ["text", "number", "date", "choice"] as const;

/** Who deleted it when. It stays in the trash for 30 days; once purged nothing but this row is left. */
const trash = () => ({ trashedAt: time(), trashedBy: text(), purgedAt: time() });

export const folderNumbers = pgSequence("folder_numbers");

/**
 * The library's tree; a folder without a parent lies at the root, which is no row. Folders and files have no row-level
 * security: their text-search indexes could not be used under it. Every statement names the account instead.
 */
export const folders = pgTable(
  "folders",
  {
    accountId: accountId(),
    id: text().notNull(),
    parentId: text(),
    name: text().notNull(),
    /** The name as it is sorted. */
    nameKey: bytewise().notNull(),
    /** Eight hexadecimal digits for each folder from the root down: everything below lies from `path` to `path~`. */
    path: bytewise().notNull(),
    ownerId: text(),
    /** Files directly in it that are not in the trash; kept by a trigger. */
    fileCount: integer().notNull().default(0),
    createdAt: time().notNull().defaultNow(),
    createdBy: text().notNull(),
    ...trash(),
    /** The folder that was deleted and took this one along; its own id where it was this one. */
    trashedWith: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("folders_parent", t.accountId, t.parentId, t),
    within("folders_owner", t.accountId, t.ownerId, members),
    // The folders of a subtree are read from this index alone.
    index("folders_path").on(t.accountId, t.path, t.id, t.trashedAt),
    uniqueIndex("folders_name")
      .on(t.accountId, sql`coalesce(${t.parentId}, '')`, sql`lower(${t.name})`)
      .where(sql`${t.trashedAt} is null`),
    index("folders_listed")
      .on(t.accountId, t.parentId, t.nameKey, t.id)
      .where(sql`${t.trashedAt} is null`),
    index("folders_owner_id").on(t.accountId, t.ownerId),
    index("folders_trash")
      .on(t.accountId, t.trashedAt, t.id)
      .where(sql`${t.trashedAt} is not null and ${t.purgedAt} is null`),
    index("folders_search")
      .using("gin", t.name.op("gin_trgm_ops"))
      .where(sql`${t.trashedAt} is null`),
  ],
);

/** What a file holds, kept once by the SHA-256 of its bytes in hexadecimal. What a job found out about it is null until then. */
export const blobs = pgTable(
  "blobs",
  {
    accountId: accountId(),
    sha256: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    /** By its content, never by its name. */
    mime: text().notNull(),
    type: text({ enum: FILE_TYPES }).notNull(),
    width: integer(),
    height: integer(),
    /** A blurred preview of some 25 bytes, in base 64. */
    thumbhash: text(),
    exif: jsonb().$type<Record<string, string | number>>(),
    createdAt: time().notNull().defaultNow(),
    examinedAt: time(),
    /** The EXAMINER of the release that examined it; 0 before there were any. */
    examiner: integer().notNull().default(0),
    /** Why there is no thumbnail, in words for the reader. */
    flaw: text(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.sha256] }),
    index("blobs_sha256").on(t.sha256),
    index("blobs_without_picture")
      .on(t.mime, t.examiner)
      .where(sql`${t.thumbhash} is null and ${t.examinedAt} is not null`),
    oneOf("blobs_type", t.type, FILE_TYPES),
    check("blobs_hash", sql`${t.sha256} ~ '^[0-9a-f]{64}$'`),
    ...ofAccount(),
  ],
);

/** The bytes that an account holds, each content once however many versions have it. Kept by triggers. */
export const storageUse = pgTable(
  "storage_use",
  { accountId: accountId().primaryKey(), bytes: bigint({ mode: "number" }).notNull() },
  () => ofAccount(),
);

/** What a list shows of the current version is kept here as well. */
export const files = pgTable(
  "files",
  {
    accountId: accountId(),
    id: text().notNull(),
    folderId: text(),
    name: text().notNull(),
    nameKey: bytewise().notNull(),
    ownerId: text(),
    version: integer().notNull(),
    sha256: text().notNull(),
    type: text({ enum: FILE_TYPES }).notNull(),
    mime: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    width: integer(),
    height: integer(),
    thumbhash: text(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Values by the id of their field; numbers are numbers, dates are written as 2027-02-19. */
    metadata: jsonb().$type<Record<string, string | number>>().notNull().default({}),
    createdAt: time().notNull().defaultNow(),
    createdBy: text().notNull(),
    updatedAt: time().notNull().defaultNow(),
    ...trash(),
  },
  (t) => {
    const isKept = sql`${t.trashedAt} is null`;
    return [
      primaryKey({ columns: [t.accountId, t.id] }),
      within("files_folder", t.accountId, t.folderId, folders),
      within("files_owner", t.accountId, t.ownerId, members),
      uniqueIndex("files_name")
        .on(t.accountId, sql`coalesce(${t.folderId}, '')`, sql`lower(${t.name})`)
        .where(isKept),
      // Each order of a list twice: in the whole library, and in one folder.
      index("files_by_created").on(t.accountId, t.createdAt, t.id, t.folderId).where(isKept),
      index("files_by_name").on(t.accountId, t.nameKey, t.id, t.folderId).where(isKept),
      index("files_by_size").on(t.accountId, t.size, t.id, t.folderId).where(isKept),
      index("files_in_folder_by_created").on(t.accountId, t.folderId, t.createdAt, t.id).where(isKept),
      index("files_in_folder_by_name").on(t.accountId, t.folderId, t.nameKey, t.id).where(isKept),
      index("files_owner_id").on(t.accountId, t.ownerId, t.id).where(isKept),
      index("files_sha256").on(t.accountId, t.sha256),
      index("files_trash")
        .on(t.accountId, t.trashedAt, t.id)
        .where(sql`${t.trashedAt} is not null and ${t.purgedAt} is null`),
      index("files_search").using("gin", t.name.op("gin_trgm_ops")).where(isKept),
      index("files_tags").using("gin", t.tags).where(isKept),
      index("files_metadata").using("gin", t.metadata.op("jsonb_path_ops")).where(isKept),
      oneOf("files_type", t.type, FILE_TYPES),
    ];
  },
);

/**
 * While a row of it lasts, a file, or a folder with all that is in it, is delivered to nobody who has neither a signed address
 * nor a session that opens it.
 */
export const privateMedia = pgTable(
  "private_media",
  {
    accountId: accountId(),
    fileId: text(),
    folderId: text(),
    itemId: text()
      .notNull()
      .generatedAlwaysAs((): SQL => sql`coalesce(file_id, folder_id)`),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.itemId, t.startedAt] }),
    within("private_media_file", t.accountId, t.fileId, files),
    within("private_media_folder", t.accountId, t.folderId, folders),
    uniqueIndex("private_media_current")
      .on(t.accountId, t.itemId)
      .where(sql`${t.endedAt} is null`),
    check("private_media_one_item", sql`num_nonnulls(${t.fileId}, ${t.folderId}) = 1`),
    ...ofAccount(),
  ],
);

/** Files of an account that are not in the trash themselves, and those of them at the root; kept by a trigger. */
export const fileCounts = pgTable(
  "file_counts",
  {
    accountId: accountId().primaryKey(),
    files: integer().notNull().default(0),
    atRoot: integer().notNull().default(0),
  },
  () => [...ofAccount()],
);

/** A custom field of the account's files. */
export const metadataFields = pgTable(
  "metadata_fields",
  {
    accountId: accountId(),
    id: text().notNull(),
    name: text().notNull(),
    kind: text({ enum: FIELD_KINDS }).notNull(),
    choices: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    uniqueIndex("metadata_fields_name")
      .on(t.accountId, sql`lower(${t.name})`)
      .where(sql`${t.endedAt} is null`),
    oneOf("metadata_fields_kind", t.kind, FIELD_KINDS),
    ...ofAccount(),
  ],
);
