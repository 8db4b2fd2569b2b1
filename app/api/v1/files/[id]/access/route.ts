import { filePath } from "@/lib/api/files";
import { accessShape, toItemAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";

export const GET = defineRoute(
  {
    summary: "Tell who can open a file, and through what",
    operations: ["media.seeAccess"],
    noun: "file",
    params: filePath,
    status: 200,
    answer: accessShape,
  },
  async (actor, { params }) => toItemAccess(await whoHasAccess(actor, { fileId: params.id })),
);
