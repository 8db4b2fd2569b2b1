import { sql } from "drizzle-orm";
import { boolean, index, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { bytewise, interval, ofAccount, within } from "./columns";
import { files } from "./media";
import { members } from "./members";

export const collections = pgTable(
  "collections",
  {
    accountId: accountId(),
    id: text().notNull(),
    name: text().notNull(),
    nameKey: bytewise().notNull(),
    description: text().notNull().default(""),
    ownerId: text(),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.id] }),
    within("collections_owner", t.accountId, t.ownerId, members),
    index("collections_listed")
      .on(t.accountId, t.nameKey, t.id)
      .where(sql`${t.endedAt} is null`),
    index("collections_owner_id")
      .on(t.accountId, t.ownerId)
      .where(sql`${t.endedAt} is null`),
    ...ofAccount(),
  ],
);

/** Being in a collection opens a file to those with whom the collection is shared. */
export const collectionFiles = pgTable(
  "collection_files",
  {
    accountId: accountId(),
    collectionId: text().notNull(),
    fileId: text().notNull(),
    /** Copies of the file's, kept by a trigger: what a collection opens is counted without a look at each file. */
    folderId: text(),
    inTrash: boolean().notNull().default(false),
    ...interval(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.collectionId, t.fileId, t.startedAt] }),
    within("collection_files_collection", t.accountId, t.collectionId, collections),
    within("collection_files_file", t.accountId, t.fileId, files),
    uniqueIndex("collection_files_current")
      .on(t.accountId, t.collectionId, t.fileId)
      .where(sql`${t.endedAt} is null`),
    index("collection_files_placed")
      .on(t.accountId, t.collectionId, t.fileId, t.folderId, t.inTrash)
      .where(sql`${t.endedAt} is null`),
    index("collection_files_file_id").on(t.accountId, t.fileId),
    ...ofAccount(),
  ],
);
