import { createVersionForm, filePath, fileShape, nameOf, toFile, toVersion, versionsShape } from "@/lib/api/files";
import { cut, pageQuery } from "@/lib/api/paging";
import { defineRoute } from "@/lib/http/define-route";
import { listVersions } from "@/lib/media/queries/list-versions";
import { findPlacedFile } from "@/lib/media/queries/placed-files";
import { uploadFile } from "@/lib/uploads/commands/upload-file";

const file = { noun: "file", params: filePath };

export const GET = defineRoute(
  {
    summary: "List the versions of a file",
    description: "The newest first.",
    operations: ["media.history"],
    ...file,
    query: pageQuery,
    status: 200,
    answer: versionsShape,
  },
  async (actor, { params, query }) => {
    const { rows, nextCursor } = cut(await listVersions(actor, params.id), query);
    return { data: rows.map(toVersion), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Upload a new version",
    description:
      "Up to 25 MB in one piece, as a multipart form; larger ones go to /uploads. Name, place, tags and shares stay.",
    operations: ["media.newVersion"],
    ...file,
    body: createVersionForm,
    isForm: true,
    status: 201,
    answer: fileShape,
  },
  async (actor, { params: { id: fileId }, body }) => {
    const options = { name: nameOf(body), folderId: null, fileId, clash: "version" } as const;
    await uploadFile(actor, options, body.file);
    return toFile(await findPlacedFile(actor, fileId));
  },
);
