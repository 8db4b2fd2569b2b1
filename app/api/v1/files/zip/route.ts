import { zipBody } from "@/lib/api/files";
import { zipFiles } from "@/lib/api/media";
import { keyNow } from "@/lib/auth/key-actor";
import { defineRoute } from "@/lib/http/define-route";
import { sendZip } from "@/lib/http/send-zip";
import { zipContents } from "@/lib/media/queries/zip-contents";

export const POST = defineRoute(
  {
    summary: "Download files and folders as a zip",
    operations: ["media.zip"],
    body: zipBody,
    status: 200,
    files: zipFiles,
    answersItself: true,
  },
  async (actor, { body: { file_ids: fileIds, folder_ids: folderIds } }, request) =>
    sendZip(await zipContents(actor, { fileIds, folderIds }, keyNow(request))),
);
