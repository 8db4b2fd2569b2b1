import { createFolderTreeBody, folderIdsShape } from "@/lib/api/folders";
import { defineRoute } from "@/lib/http/define-route";
import { createFolderTree } from "@/lib/media/commands/create-folder";

export const POST = defineRoute(
  {
    summary: "Create folders along paths",
    description:
      "Below parent_id, or the root for null. Each path is the names from the top down; folders that are there already are used. The answer has the id of each path, in their order.",
    operations: ["folders.create"],
    body: createFolderTreeBody,
    status: 201,
    answer: folderIdsShape,
  },
  (actor, { body: { parent_id: parentId, paths } }) => createFolderTree(actor, { parentId, paths }),
);
