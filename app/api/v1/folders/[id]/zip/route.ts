import { folderPath } from "@/lib/api/folders";
import { zipFiles } from "@/lib/api/media";
import { keyNow } from "@/lib/auth/key-actor";
import { defineRoute } from "@/lib/http/define-route";
import { sendZip } from "@/lib/http/send-zip";
import { zipContents } from "@/lib/media/queries/zip-contents";

export const GET = defineRoute(
  {
    summary: "Download a folder as a zip",
    description: "With all folders below it. An empty one has no zip.",
    operations: ["media.zip"],
    noun: "folder",
    params: folderPath,
    status: 200,
    files: zipFiles,
    answersItself: true,
  },
  async (actor, { params }, request) =>
    sendZip(await zipContents(actor, { fileIds: [], folderIds: [params.id] }, keyNow(request))),
);
