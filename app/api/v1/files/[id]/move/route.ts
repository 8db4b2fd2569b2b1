import { filePath, fileShape, toFile } from "@/lib/api/files";
import { moveBody } from "@/lib/api/media";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { moveItems } from "@/lib/media/commands/move";
import { findFile } from "@/lib/media/queries/find-file";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Move a file",
    description: "Into a folder, or to the root for null. Its shares, links and versions stay.",
    operations: ["media.move"],
    noun: "file",
    params: filePath,
    body: moveBody,
    status: 200,
    answer: fileShape,
  },
  async (actor, { params, body: { folder_id: toId, clash } }) => {
    await findFile(actor, params.id);
    const { outcomes } = await moveItems(actor, { fileIds: [params.id], folderIds: [], toId, clash });
    settle(outcomes, "media.move");
    return toFile(await findPlacedFile(actor, params.id));
  },
);
