import { folderPath } from "@/lib/api/folders";
import { ACCESS_DESCRIPTION, accessQuery, accessShape, readAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "Tell who can open a folder, and through what",
    description: ACCESS_DESCRIPTION,
    operations: ["media.seeAccess"],
    noun: "folder",
    params: folderPath,
    query: accessQuery,
    status: 200,
    answer: accessShape,
  },
  (actor, { params, query }) => readAccess(actor, { folderId: params.id }, query),
);
