import { createFolderBody, folderShape, foldersQuery, foldersShape, toFolder } from "@/lib/api/folders";
import { defineRoute } from "@/lib/http/define-route";
import { createFolder } from "@/lib/media/commands/create-folder";
import { listFolders } from "@/lib/media/queries/list-folder";
import { findPlacedFolder, placeFolders } from "@/lib/media/queries/placed-files";

export const GET = defineRoute(
  {
    summary: "List folders",
    description:
      "Those directly in parent_id, by name. Without it those at the root, or the outermost ones that are open to a key which does not see the root.",
    operations: ["media.view"],
    query: foldersQuery,
    status: 200,
    answer: foldersShape,
  },
  async (actor, { query: { parent_id: parentId = null, ...page } }) => {
    const { rows, nextCursor } = await listFolders(actor, { ...page, parentId });
    return { data: (await placeFolders(actor, rows)).map(toFolder), next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    summary: "Create a folder",
    operations: ["folders.create"],
    body: createFolderBody,
    status: 201,
    answer: folderShape,
  },
  async (actor, { body: { name, parent_id: parentId } }) => {
    const { id } = await createFolder(actor, { name, parentId });
    return toFolder(await findPlacedFolder(actor, id));
  },
);
