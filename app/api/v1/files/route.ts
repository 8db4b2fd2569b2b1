import {
  createFileForm,
  filesQuery,
  fileShape,
  filesSearchOf,
  filesShape,
  metadataOf,
  nameOf,
  refuseProblem,
  tagsOf,
  toFile,
  valuesOf,
} from "@/lib/api/files";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { editMetadata } from "@/lib/media/commands/metadata";
import { setTags } from "@/lib/media/commands/tags";
import { listFields } from "@/lib/media/queries/fields";
import { listFiles } from "@/lib/media/queries/list-files";
import { findPlacedFile, placeFiles } from "@/lib/media/queries/placed-files";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

export const GET = defineRoute(
  {
    summary: "List and search files",
    description:
      "Of the whole library as far as it is open to the key, of a folder (`root` for the files that lie in none), with `below` also of all folders below it, or of a collection. " +
      "`q` is the query language of the search field: words, and filters such as tag:press size>2mb.",
    operations: ["media.view"],
    query: filesQuery,
    status: 200,
    answer: filesShape,
  },
  async (actor, { query }) => {
    const page = await listFiles(actor, filesSearchOf(query));
    refuseProblem(page);
    return { data: (await placeFiles(actor, page.rows)).map(toFile), next_cursor: page.nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Upload a small file",
    description:
      "Up to 25 MB in one piece, as a multipart form; larger ones go to /uploads. Tags have commas between them, custom_metadata is an object in JSON. " +
      "Where a file of that name is there already, clash says what happens: keep both, a new version, or skip, which is a conflict.",
    operations: ["media.upload"],
    body: createFileForm,
    isForm: true,
    status: 201,
    answer: fileShape,
  },
  async (actor, { body }) => {
    const tags = body.tags === undefined ? [] : tagsOf(body.tags);
    const values =
      body.custom_metadata === undefined ? {} : valuesOf(await listFields(actor), metadataOf(body.custom_metadata));
    const options = { name: nameOf(body), folderId: body.folder_id ?? null, clash: body.clash };
    const { fileId } = await uploadFile(actor, options, body.file);
    if (tags.length > 0) settle((await setTags(actor, { fileIds: [fileId], tags })).outcomes, "media.tag");
    if (Object.keys(values).length > 0)
      settle((await editMetadata(actor, { fileIds: [fileId], values })).outcomes, "media.editMetadata");
    return toFile(await findPlacedFile(actor, fileId));
  },
);
