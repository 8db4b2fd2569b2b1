import { versionPath } from "@/lib/api/files";
import { defineRoute } from "@/lib/http/define-route";
import { deleteVersion } from "@/lib/media/commands/versions";

export const DELETE = defineRoute(
  {
    summary: "Delete a version of a file",
    description: "Its bytes are gone for good. Where it was the current one, the one before is current again.",
    operations: ["media.deleteVersion"],
    noun: "file",
    params: versionPath,
    status: 204,
  },
  async (actor, { params }) => deleteVersion(actor, { fileId: params.id, versionId: params.version_id }),
);
