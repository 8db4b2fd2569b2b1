import { filePath } from "@/lib/api/files";
import { ACCESS_DESCRIPTION, accessQuery, accessShape, readAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";

export const GET = defineRoute(
  {
    summary: "Tell who can open a file, and through what",
    description: ACCESS_DESCRIPTION,
    operations: ["media.seeAccess"],
    noun: "file",
    params: filePath,
    query: accessQuery,
    status: 200,
    answer: accessShape,
  },
  (actor, { params, query }) => readAccess(actor, { fileId: params.id }, query),
);
