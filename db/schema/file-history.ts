import { bigint, date, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time, within } from "./columns";
import { blobs, files } from "./media";

const CHANGE_KINDS = ["place", "owner", "trash"] as const;

export const fileVersions = pgTable(
  "file_versions",
  {
    accountId: accountId(),
    id: text().notNull(),
    fileId: text().notNull(),
    number: integer().notNull(),
    sha256: text().notNull(),
    /** The version whose content this one brought back. */
    restoredFrom: integer(),
    createdAt: time().notNull().defaultNow(),
    createdBy: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("file_versions_file", t.accountId, t.fileId, files),
    within("file_versions_blob", t.accountId, t.sha256, { accountId: blobs.accountId, id: blobs.sha256 }),
    uniqueIndex("file_versions_number").on(t.accountId, t.fileId, t.number),
    index("file_versions_sha256").on(t.accountId, t.sha256),
    ...ofAccount(),
  ],
);

/**
 * What a file, folder or collection was until a moment: where it lay, whose it was, whether it lay in the trash. Kept by
 * triggers; how things were on any day is how they are now with the changes since then taken back.
 */
export const mediaChanges = pgTable(
  "media_changes",
  {
    accountId: accountId(),
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    itemId: text().notNull(),
    kind: text({ enum: CHANGE_KINDS }).notNull(),
    /** The id of the folder or of the owner, or "trash"; null: the root, nobody, or not in the trash. */
    was: text(),
    at: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.number] }),
    index("media_changes_item").on(t.accountId, t.itemId, t.kind, t.at),
    oneOf("media_changes_kind", t.kind, CHANGE_KINDS),
    ...ofAccount(),
  ],
);

/** Who opened what, counted by day. */
export const fileOpenings = pgTable(
  "file_openings",
  {
    accountId: accountId(),
    fileId: text().notNull(),
    /** A member's or key's id. */
    openedBy: text().notNull(),
    day: date().notNull(),
    views: integer().notNull().default(0),
    downloads: integer().notNull().default(0),
    lastAt: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.fileId, t.day, t.openedBy] }),
    within("file_openings_file", t.accountId, t.fileId, files),
    ...ofAccount(),
  ],
);
