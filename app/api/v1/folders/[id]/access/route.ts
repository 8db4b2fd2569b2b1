import { folderPath } from "@/lib/api/folders";
import { accessShape, toItemAccess } from "@/lib/api/item-access";
import { defineRoute } from "@/lib/http/define-route";
import { whoHasAccess } from "@/lib/shares/queries/who-has-access";

export const GET = defineRoute(
  {
    summary: "Tell who can open a folder, and through what",
    operations: ["media.seeAccess"],
    noun: "folder",
    params: folderPath,
    status: 200,
    answer: accessShape,
  },
  async (actor, { params }) => toItemAccess(await whoHasAccess(actor, { folderId: params.id })),
);
