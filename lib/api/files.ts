import * as z from "zod";
import * as mini from "zod/mini";
import { level, name, owner, path, toOwner } from "@/lib/api/media";
import { at, id, pageOf, time } from "@/lib/api/shapes";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { closed, line, pageCursor, pageLimit } from "@/lib/input";
import { clash, setTagsInput } from "@/lib/media/input/change";
import { collectionId, fileId, fileIds, folderId, mediaName, selection, versionId } from "@/lib/media/input/items";
import { filesSearch, type FilesSearch } from "@/lib/media/input/search";
import type { Outcome } from "@/lib/media/commands/outcomes";
import type { Field } from "@/lib/media/queries/fields";
import type { FilesPage } from "@/lib/media/queries/list-files";
import type { VersionRow } from "@/lib/media/queries/list-versions";
import type { PlacedFile } from "@/lib/media/queries/placed-files";
import { LARGEST_FORM } from "@/lib/media/rules/limits";
import { FILE_TYPES, type FileType } from "@/lib/media/rules/file-types";

const type = z.enum(Object.keys(FILE_TYPES) as [FileType, ...FileType[]]);
const mime = z.string().max(200);
const bytes = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const pixels = z.int().min(1).max(1_000_000).nullable();
const value = z.union([z.string().max(1000), z.number()]);

export const fileShape = z
  .strictObject({
    id,
    name,
    folder_id: id.nullable().meta({ description: "Null at the root, and where the folder is not open to the key." }),
    path,
    type,
    mime,
    size: bytes.meta({ description: "Bytes." }),
    width: pixels,
    height: pixels,
    tags: z.array(z.string().max(100)).max(1000),
    private: z.boolean().meta({
      description: "Whether only signed addresses and sessions open it; a private folder above it makes it so as well.",
    }),
    custom_metadata: z
      .record(z.string().max(100), value)
      .meta({ description: "The account's own fields by their names; those without a value are left out." }),
    version: z.int().min(1).max(1_000_000),
    owner,
    level,
    url: z.url().max(1000).meta({ description: "The bytes, for this key." }),
    thumbnail_url: z
      .url()
      .max(1000)
      .nullable()
      .meta({ description: "A small WebP picture of it; null: there is none." }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "File" });

export const filesShape = pageOf(fileShape);

export const toFile = (file: PlacedFile): z.infer<typeof fileShape> => ({
  id: file.id,
  name: file.name,
  folder_id: file.folderId,
  path: file.path,
  type: file.type,
  mime: file.mime,
  size: file.size,
  width: file.width,
  height: file.height,
  tags: file.tags,
  private: file.isPrivate,
  custom_metadata: file.metadata,
  version: file.version,
  owner: toOwner(file.owner),
  level: file.level,
  url: addressOf(file.id, "content"),
  thumbnail_url: file.thumbhash === null ? null : addressOf(file.id, "thumbnail"),
  created_at: at(file.createdAt),
  updated_at: at(file.updatedAt),
});

const addressOf = (file: string, what: string) => `${env().APERTURE_URL}/api/v1/files/${file}/${what}`;

const flag = mini.enum(["true", "false"], "Either true or false is expected.");

export const filesQuery = closed({
  folder_id: mini.optional(
    mini
      .string("The id of a folder or root is expected.")
      .check(mini.regex(/^(root|fld_[0-9a-z]{1,40})$/, "The id of a folder or root is expected.")),
  ),
  below: mini._default(flag, "false"),
  collection_id: mini.optional(collectionId),
  q: filesSearch.shape.q,
  type: mini.optional(type),
  sort: filesSearch.shape.sort,
  cursor: pageCursor,
  limit: pageLimit(50),
});

export const filesSearchOf = ({
  folder_id: folder,
  collection_id: collection,
  below,
  q = "",
  type: only,
  ...rest
}: z.output<typeof filesQuery>): FilesSearch => ({
  ...rest,
  ...(folder !== undefined && { folder }),
  ...(collection !== undefined && { collection }),
  below: below === "true",
  q: only ? `type:${only} ${q}` : q,
});

/** A search that means nothing has no page. @throws AppError `invalid` */
export function refuseProblem({ problem }: FilesPage): void {
  if (!problem) return;
  const { message } = problem;
  throw new AppError("invalid", message, { fields: [{ path: "q", message }] });
}

export const filePath = closed({ id: fileId });

export const bulkShape = z
  .strictObject({
    outcomes: z
      .array(
        z.strictObject({
          id,
          name: name.nullable(),
          outcome: z.enum(["changed", "unchanged", "refused"]),
          reason: z.string().max(1000).nullable(),
        }),
      )
      .max(1000),
  })
  .meta({ id: "Outcomes" });

export const toBulk = (outcomes: readonly Outcome[]): z.infer<typeof bulkShape> => ({
  outcomes: outcomes.map(({ id: file, name: is, outcome, reason }) => ({ id: file, name: is, outcome, reason })),
});

/** A text of a form: the tags with commas between them. */
const tagsText = line("The tags", 4000);

const upload = {
  file: z.file("A file is expected.").max(LARGEST_FORM),
  name: mini.optional(mini.string().check(mini.maxLength(2000))),
};

export const createFileForm = closed({
  ...upload,
  folder_id: mini.optional(folderId),
  clash: mini._default(clash, "keep"),
  tags: mini.optional(tagsText),
  custom_metadata: mini.optional(mini.string().check(mini.maxLength(100_000))),
});

export const createVersionForm = closed(upload);

/** The name in the form, or the one that the file has on the disk it comes from. */
export const nameOf = ({ name: wanted, file }: { name?: string; file: File }) => wanted || file.name || "unnamed";

export const tagsOf = (text: string): string[] =>
  setTagsInput.shape.tags.parse(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  );

const customMetadata = z.record(line("The name of a field", 60), z.nullable(value));

type CustomMetadata = z.output<typeof customMetadata>;

/** @throws AppError `invalid` */
export function metadataOf(text: string): CustomMetadata {
  const result = z.safeParse(customMetadata, orUndefined(text));
  if (result.success) return result.data;
  const message = 'An object of texts and numbers in JSON is expected, such as {"Photographer": "Ana"}.';
  throw new AppError("invalid", message, { fields: [{ path: "customMetadata", message }] });
}

function orUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same by the ids of the fields. @throws AppError `invalid` for a field that the account has not */
export function valuesOf(fields: readonly Field[], metadata: CustomMetadata): CustomMetadata {
  const known = new Map(fields.map((field) => [field.name.toLowerCase(), field.id]));
  const unknown = Object.keys(metadata).filter((one) => !known.has(one.toLowerCase()));
  if (unknown.length > 0)
    throw new AppError("invalid", `There is no field called ${unknown[0]}.`, {
      fields: unknown.map((one) => ({ path: `customMetadata.${one}`, message: "There is no such field." })),
    });
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([one, is]) => {
      const field = known.get(one.toLowerCase());
      return field === undefined ? [] : [[field, is]];
    }),
  );
}

export const editFileBody = closed({
  name: mini.optional(mediaName),
  tags: mini.optional(setTagsInput.shape.tags),
  custom_metadata: mini.optional(customMetadata),
});

export const tagsBody = closed({ tags: setTagsInput.shape.tags });

export const zipBody = closed({
  file_ids: mini._default(selection.shape.fileIds, []),
  folder_ids: mini._default(selection.shape.folderIds, []),
});

export const versionPath = closed({ id: fileId, version_id: versionId });

const versionShape = z
  .strictObject({
    id,
    number: z.int().min(1).max(1_000_000),
    is_current: z.boolean(),
    type,
    mime,
    size: bytes,
    width: pixels,
    height: pixels,
    sha256: z.string().max(64),
    restored_from: z.int().min(1).max(1_000_000).nullable(),
    created_at: time,
    created_by: z.string().max(300),
  })
  .meta({ id: "FileVersion" });

export const versionsShape = pageOf(versionShape);

export const toVersion = ({
  isCurrent,
  restoredFrom,
  createdAt,
  createdBy,
  ...version
}: VersionRow): z.infer<typeof versionShape> => ({
  ...version,
  is_current: isCurrent,
  restored_from: restoredFrom,
  created_at: at(createdAt),
  created_by: createdBy,
});

export const versionQuery = closed({ version_id: mini.optional(versionId) });

export const collectionFilesBody = closed({ file_ids: fileIds });
