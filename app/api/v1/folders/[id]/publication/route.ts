import { folderPath, folderShape, toFolder } from "@/lib/api/folders";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { publishItems, unpublishItems } from "@/lib/media/commands/privacy";
import { findPlacedFolder } from "@/lib/media/queries/placed-files";

const folder = { noun: "folder", params: folderPath, status: 200, answer: folderShape } as const;

const only = (id: string) => ({ fileIds: [], folderIds: [id] });

export const PUT = defineRoute(
  {
    summary: "Publish a folder",
    description: "With all that is in it; what was made private below it by itself stays private.",
    operations: ["media.publish"],
    ...folder,
  },
  async (actor, { params: { id } }) => {
    settle((await publishItems(actor, only(id))).outcomes, "media.publish");
    return toFolder(await findPlacedFolder(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Make a folder private",
    description: "With all that is in it: signed addresses and sessions alone open it; caches forget it at once.",
    operations: ["media.unpublish"],
    ...folder,
  },
  async (actor, { params: { id } }) => {
    settle((await unpublishItems(actor, only(id))).outcomes, "media.unpublish");
    return toFolder(await findPlacedFolder(actor, id));
  },
);
