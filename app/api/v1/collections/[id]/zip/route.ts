import { collectionPath } from "@/lib/api/collections";
import { zipFiles } from "@/lib/api/media";
import { keyNow } from "@/lib/auth/key-actor";
import { defineRoute } from "@/lib/http/define-route";
import { sendZip } from "@/lib/http/send-zip";
import { zipContents } from "@/lib/media/queries/zip-contents";

export const GET = defineRoute(
  {
    summary: "Download a collection as a zip",
    operations: ["media.zip"],
    noun: "collection",
    params: collectionPath,
    status: 200,
    files: zipFiles,
    answersItself: true,
  },
  async (actor, { params }, request) =>
    sendZip(await zipContents(actor, { fileIds: [], folderIds: [], collectionId: params.id }, keyNow(request))),
);
