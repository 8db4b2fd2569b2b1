import { filePath, fileShape, toFile } from "@/lib/api/files";
import { settle } from "@/lib/api/outcomes";
import { defineRoute } from "@/lib/http/define-route";
import { publishItems, unpublishItems } from "@/lib/media/commands/privacy";
import { findPlacedFile } from "@/lib/media/queries/placed-files";

const file = { noun: "file", params: filePath, status: 200, answer: fileShape } as const;

const only = (id: string) => ({ fileIds: [id], folderIds: [] });

export const PUT = defineRoute(
  {
    summary: "Publish a file",
    description: "Where the library's source answers addresses without a signature, it answers them for this file.",
    operations: ["media.publish"],
    ...file,
  },
  async (actor, { params: { id } }) => {
    settle((await publishItems(actor, only(id))).outcomes, "media.publish");
    return toFile(await findPlacedFile(actor, id));
  },
);

export const DELETE = defineRoute(
  {
    summary: "Make a file private",
    description: "Signed addresses and sessions alone open it from now on; caches forget it at once.",
    operations: ["media.unpublish"],
    ...file,
  },
  async (actor, { params: { id } }) => {
    settle((await unpublishItems(actor, only(id))).outcomes, "media.unpublish");
    return toFile(await findPlacedFile(actor, id));
  },
);
