import { filePath } from "@/lib/api/files";
import { defineRoute } from "@/lib/http/define-route";
import { sendContent } from "@/lib/http/send-content";
import { readContent } from "@/lib/media/queries/read-content";

export const GET = defineRoute(
  {
    summary: "Get a small picture of a file",
    operations: ["media.view"],
    noun: "file",
    params: filePath,
    status: 200,
    files: ["image/webp"],
    answersItself: true,
  },
  async (actor, { params }, request) =>
    sendContent(request, await readContent(actor, params.id, { rendition: "thumbnail", use: "view" }), {
      asDownload: false,
    }),
);
