import { filePath, versionQuery } from "@/lib/api/files";
import { defineRoute } from "@/lib/http/define-route";
import { sendContent } from "@/lib/http/send-content";
import { readContent } from "@/lib/media/queries/read-content";

export const GET = defineRoute(
  {
    summary: "Get the bytes of a file",
    description: "As they were uploaded, in whole or by Range, of the current version or another one.",
    operations: ["media.download"],
    noun: "file",
    params: filePath,
    query: versionQuery,
    status: 200,
    files: ["application/octet-stream"],
    answersItself: true,
  },
  async (actor, { params, query }, request) => {
    const asked = { rendition: "original", versionId: query.version_id, use: "download" } as const;
    return sendContent(request, await readContent(actor, params.id, asked), { asDownload: true });
  },
);
