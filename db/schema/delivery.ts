import { sql } from "drizzle-orm";
import { bigint, check, customType, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { accountId } from "./accounts";
import { oneOf, ofAccount, time } from "./columns";

const SCOPE_KINDS = ["path", "prefix", "source", "file", "folder", "tag"] as const;

/** The number of a transaction, which never comes again. Numbers of a sequence may become visible out of order. */
const transaction = customType<{ data: string }>({ dataType: () => "xid8" });

/** What was rendered from the things that a mark names before it was set is never served again. Kept for 31 days. */
export const purgeMarks = pgTable(
  "purge_marks",
  {
    accountId: accountId(),
    number: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    kind: text({ enum: SCOPE_KINDS }).notNull(),
    /** Of a path, a prefix, or a whole source. */
    sourceId: text(),
    /** The path, the prefix, the tag, or the id of the file or folder. */
    target: text(),
    at: time().notNull().defaultNow(),
    setBy: transaction()
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.number] }),
    index("purge_marks_set_by").on(t.setBy),
    index("purge_marks_at").on(t.at),
    oneOf("purge_marks_kind", t.kind, SCOPE_KINDS),
    check("purge_marks_source", sql`(${t.kind} in ('path', 'prefix', 'source')) = (${t.sourceId} is not null)`),
    check("purge_marks_target", sql`(${t.kind} = 'source') = (${t.target} is null)`),
    ...ofAccount(),
  ],
);

/** What each server has in its cache, as it last told. Nothing is served by these rows: they are for counting. */
export const cachedRenders = pgTable(
  "cached_renders",
  {
    accountId: accountId(),
    /** A cache folder's own id. */
    server: text().notNull(),
    key: text().notNull(),
    sourceId: text().notNull(),
    path: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** Other pictures of the source that lie on this one. */
    watermarkPaths: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** What it was made of: a picture, and perhaps a watermark. */
    fileIds: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    folderIds: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    storedAt: time().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.accountId, t.server, t.key] }),
    index("cached_renders_path").on(t.accountId, t.sourceId, sql`lower(${t.path}) text_pattern_ops`),
    index("cached_renders_watermarked")
      .on(t.accountId, t.sourceId)
      .where(sql`${t.watermarkPaths} <> '{}'`),
    index("cached_renders_file_ids").using("gin", t.fileIds),
    index("cached_renders_folder_ids").using("gin", t.folderIds),
    index("cached_renders_tags").using("gin", t.tags),
    index("cached_renders_stored_at").on(t.storedAt),
    ...ofAccount(),
  ],
);
