import { collectionFilePath } from "@/lib/api/collections";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { removeFiles } from "@/lib/media/commands/collections";

export const DELETE = defineRoute(
  {
    summary: "Take a file out of a collection",
    operations: ["collections.removeFiles"],
    noun: "collection",
    params: collectionFilePath,
    status: 204,
  },
  async (actor, { params: { id: collectionId, file_id: fileId } }) =>
    settle((await removeFiles(actor, { collectionId, fileIds: [fileId] })).outcomes, "collections.removeFiles"),
);
