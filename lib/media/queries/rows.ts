import { type SQL, sql } from "drizzle-orm";
import type { Level } from "@/lib/permissions/operations";
import { isPrivateFile, isPrivateFolder } from "@/lib/media/queries/privacy";
import { levelOfRank, type Reach } from "@/lib/media/queries/reach";
import type { MediaActor } from "@/lib/media/rules/media-actor";
import {
  COLLECTION_VERBS,
  type CollectionVerb,
  FILE_VERBS,
  type FileVerb,
  FOLDER_VERBS,
  type FolderVerb,
  verdictsOf,
} from "@/lib/media/rules/verdicts";
import type { FileType } from "@/lib/media/rules/file-types";

export type Person = { id: string; name: string };

export type FileRow = {
  kind: "file";
  id: string;
  name: string;
  /** Null at the root, and where the folder itself is not open to who asks. */
  folderId: string | null;
  type: FileType;
  mime: string;
  /** Bytes. */
  size: number;
  width: number | null;
  height: number | null;
  /** A blurred preview of some 25 bytes in base 64; null while there is none. */
  thumbhash: string | null;
  version: number;
  tags: string[];
  /** Whether only signed addresses and sessions open it; a folder above it may be why. */
  isPrivate: boolean;
  owner: Person | null;
  createdAt: Date;
  updatedAt: Date;
  level: Level;
  can: Record<FileVerb, boolean>;
};

export type FolderRow = {
  kind: "folder";
  id: string;
  name: string;
  /** Null at the root, and where the parent is not open to who asks. */
  parentId: string | null;
  /** Files directly in it. */
  fileCount: number;
  hasFolders: boolean;
  /** Whether it, or a folder above it, is private; then so is all that is in it. */
  isPrivate: boolean;
  owner: Person | null;
  createdAt: Date;
  level: Level;
  can: Record<FolderVerb, boolean>;
};

export type CollectionRow = {
  kind: "collection";
  id: string;
  name: string;
  description: string;
  /** Of the files that who asks can see. */
  fileCount: number;
  /** Of the first few files, for a cover. */
  cover: { fileId: string; thumbhash: string | null }[];
  owner: Person | null;
  createdAt: Date;
  level: Level;
  can: Record<CollectionVerb, boolean>;
};

/** As `fileColumns`, `folderColumns` and `collectionColumns` select them into JSON. */
export type Selected<Row> = Omit<Row, "kind" | "can" | "level" | "createdAt" | "updatedAt"> & {
  createdAt: string;
  rank: number;
} & (Row extends { updatedAt: Date } ? { updatedAt: string } : unknown);

const ownerOf = (row: SQL): SQL => sql`(select json_build_object('id', o.id, 'name', o.name) from members o
  where o.account_id = ${row}.account_id and o.id = ${row}.owner_id)`;

export const fileColumns = (reach: Reach, f: SQL): SQL => sql`
  ${f}.id, ${f}.name, ${reach.shownFolderOf(f)} as "folderId", ${f}.type, ${f}.mime, ${f}.size, ${f}.width, ${f}.height,
  ${f}.thumbhash, ${f}.version, ${f}.tags, ${isPrivateFile(f)} as "isPrivate", ${ownerOf(f)} as owner, ${f}.created_at as "createdAt",
  ${f}.updated_at as "updatedAt", ${reach.rankOfFile(f)} as rank`;

export const folderColumns = (reach: Reach, d: SQL): SQL => sql`
  ${d}.id, ${d}.name, ${d}.file_count as "fileCount", ${ownerOf(d)} as owner, ${d}.created_at as "createdAt",
  (select p.id from folders p where p.account_id = ${d}.account_id and p.id = ${d}.parent_id and ${reach.seesFolder(sql`p`)}) as "parentId",
  exists (select from folders b where b.account_id = ${d}.account_id and b.parent_id = ${d}.id and b.trashed_at is null) as "hasFolders",
  ${isPrivateFolder(d)} as "isPrivate", ${reach.rankOfFolder(d)} as rank`;

const COVER_FILES = 4;

export const collectionColumns = (reach: Reach, c: SQL): SQL => {
  const seen = sql`from collection_files m join files f on f.account_id = m.account_id and f.id = m.file_id
    where m.account_id = ${c}.account_id and m.collection_id = ${c}.id and m.ended_at is null and ${reach.seesFile(sql`f`)}`;
  return sql`
    ${c}.id, ${c}.name, ${c}.description, ${ownerOf(c)} as owner, ${c}.started_at as "createdAt",
    (select count(*) ${seen}) as "fileCount",
    (select coalesce(json_agg(k), '[]') from (
      select f.id as "fileId", f.thumbhash ${seen} order by m.started_at desc, f.id limit ${COVER_FILES}) k) as cover,
    ${reach.rankOfCollection(c)} as rank`;
};

const VIEW = "view";

export const toFileRow = (actor: MediaActor, { rank, ...row }: Selected<FileRow>): FileRow => {
  const level = levelOfRank(rank) ?? VIEW;
  return {
    kind: "file",
    ...row,
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
    level,
    can: verdictsOf(FILE_VERBS, actor, level),
  };
};

export const toFolderRow = (actor: MediaActor, { rank, ...row }: Selected<FolderRow>): FolderRow => {
  const level = levelOfRank(rank) ?? VIEW;
  return {
    kind: "folder",
    ...row,
    createdAt: new Date(row.createdAt),
    level,
    can: verdictsOf(FOLDER_VERBS, actor, level),
  };
};

export const toCollectionRow = (actor: MediaActor, { rank, ...row }: Selected<CollectionRow>): CollectionRow => {
  const level = levelOfRank(rank) ?? VIEW;
  return {
    kind: "collection",
    ...row,
    createdAt: new Date(row.createdAt),
    level,
    can: verdictsOf(COLLECTION_VERBS, actor, level),
  };
};
