import { sql } from "drizzle-orm";
import { bigint, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time, within } from "./columns";
import { files, folders } from "./media";
import { members } from "./members";
import { shareLinks } from "./shares";

/** What to do where a file of the same name is there already. */
const CLASHES = ["version", "keep", "skip"] as const;

/** A resumable upload: whose it is and where it goes. Its bytes stand in a file of this id until it is finished. */
export const uploads = pgTable(
  "uploads",
  {
    accountId: accountId(),
    /** Made by the server; also a part of its address. */
    id: text().primaryKey(),
    memberId: text(),
    linkId: text(),
    /** A member's or key's id, or that of a share link. */
    startedBy: text().notNull(),
    folderId: text(),
    /** The file that gets a new version, where one is named. */
    fileId: text(),
    name: text().notNull(),
    size: bigint({ mode: "number" }).notNull(),
    clash: text({ enum: CLASHES }).notNull(),
    /** What the client calls it. */
    key: text(),
    startedAt: time().notNull().defaultNow(),
    expiresAt: time().notNull(),
    finishedAt: time(),
    resultId: text(),
  },
  (t) => [
    within("uploads_member", t.accountId, t.memberId, members),
    within("uploads_link", t.accountId, t.linkId, shareLinks),
    within("uploads_folder", t.accountId, t.folderId, folders),
    within("uploads_file", t.accountId, t.fileId, files),
    within("uploads_result", t.accountId, t.resultId, files),
    index("uploads_expiry").on(t.expiresAt),
    uniqueIndex("uploads_unfinished")
      .on(t.accountId, t.startedBy, t.id)
      .where(sql`${t.finishedAt} is null`),
    uniqueIndex("uploads_key")
      .on(t.accountId, t.startedBy, t.key)
      .where(sql`${t.key} is not null`),
    oneOf("uploads_clash", t.clash, CLASHES),
    ...ofAccount(),
  ],
);
