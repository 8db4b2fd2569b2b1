import { filePath, fileShape, toFile } from "@/lib/api/files";
import { copyBody } from "@/lib/api/media";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { copyFiles } from "@/lib/media/commands/copy";
import { findFile } from "@/lib/media/queries/find-file";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

export const POST = defineRoute(
  {
    summary: "Copy a file",
    description: "Into a folder, or the root for null. The answer is the copy, or the file that got a new version.",
    operations: ["media.copy"],
    noun: "file",
    params: filePath,
    body: copyBody,
    status: 201,
    answer: fileShape,
  },
  async (actor, { params, body: { folder_id: toId, clash } }) => {
    await findFile(actor, params.id);
    const { outcomes, resultIds } = await copyFiles(actor, { fileIds: [params.id], toId, clash });
    settle(outcomes, "media.copy");
    return toFile(await findPlacedFile(actor, resultIds[0] ?? params.id));
  },
);
